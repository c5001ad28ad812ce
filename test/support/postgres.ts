import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { ensurePostgresInstalled, postgresPrograms } from '../../scripts/dev/install-postgres.ts'

/** A PostgreSQL server on this machine. Plain data, so that another process can be told of it. */
export interface PostgresServer {
  readonly port: number
  /** Its superuser. */
  readonly user: string
  readonly password: string
  /** Folder of its socket. */
  readonly sockets: string
  /** PEM file of its certificate, which is its own authority and is for `localhost`. */
  readonly caFile: string
}

export interface OwnPostgres extends PostgresServer {
  stop(): Promise<void>
}

const START_MS = 60_000
/** The server refuses to run as root, so then it runs as the user that its package made. */
const USER = 'postgres'

const idOf = (what: '-u' | '-g'): number => Number(spawnSync('id', [what, USER], { encoding: 'utf8' }).stdout)

const identity = (): { readonly uid?: number; readonly gid?: number } =>
  process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const run = (program: string, args: readonly string[], as: ReturnType<typeof identity>): void => {
  const done = spawnSync(program, [...args], { encoding: 'utf8', cwd: '/', ...as })
  if (done.status !== 0) throw new Error(`${program} failed:\n${done.stdout}\n${done.stderr}`.slice(0, 4000))
}

const CONFIG = `
ssl = on
ssl_cert_file = 'server.pem'
ssl_key_file = 'server.key'
shared_buffers = 64MB
max_connections = 200
log_min_messages = error
`

const makeCluster = (folder: string, password: string, as: ReturnType<typeof identity>): void => {
  const programs = postgresPrograms() ?? ''
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 })
  if (as.uid !== undefined && as.gid !== undefined) {
    chownSync(folder, as.uid, as.gid)
    chownSync(join(folder, 'password'), as.uid, as.gid)
  }
  const data = join(folder, 'data')
  const sign = ['--auth-local=trust', '--auth-host=scram-sha-256', '--pwfile', join(folder, 'password')]
  run(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'admin', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions', ...sign],
    as,
  )
  const cert = ['-keyout', join(data, 'server.key'), '-out', join(data, 'server.pem'), '-days', '2', '-nodes']
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...cert, ...name], as)
  const config = join(data, 'postgresql.conf')
  writeFileSync(config, readFileSync(config, 'utf8') + CONFIG)
}

/**
 * The shell waits for the end of its standard input, whose other end is ours: when this process dies, however it dies, the server stops and its folder goes.
 */
const KEEPER = `"$0" -D "$1/data" -k "$1" -p "$2" -c listen_addresses=127.0.0.1 </dev/null &
server=$!
cat >/dev/null
kill -INT $server
wait $server
rm -rf "$1"`

const launch = (folder: string, port: number, as: ReturnType<typeof identity>): ChildProcess => {
  const log = openSync(join(folder, 'log'), 'w')
  const server = join(postgresPrograms() ?? '', 'postgres')
  const child = spawn('sh', ['-c', KEEPER, server, folder, String(port)], {
    stdio: ['pipe', log, log],
    cwd: '/',
    detached: true,
    ...as,
  })
  child.unref()
  return child
}

const untilReady = async (server: PostgresServer, child: ChildProcess, folder: string): Promise<void> => {
  const deadline = performance.now() + START_MS
  for (;;) {
    const client = new pg.Client({ ...loginOf(server), database: 'postgres' })
    client.on('error', () => undefined)
    const answered = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => undefined)
    if (answered) return
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`PostgreSQL did not start:\n${readFileSync(join(folder, 'log'), 'utf8').slice(-4000)}`)
    await sleep(50)
  }
}

const loginOf = ({ port, user, password }: PostgresServer) => ({ host: '127.0.0.1', port, user, password })

/** Starts a server of its own in a temporary folder, installing PostgreSQL where that is possible. */
export const startPostgres = async (): Promise<OwnPostgres> => {
  ensurePostgresInstalled()
  const as = identity()
  const folder = mkdtempSync(join(tmpdir(), 'joinery-pg-'))
  chmodSync(folder, 0o711)
  const password = randomBytes(12).toString('hex')
  makeCluster(folder, password, as)
  const port = await freePort()
  const server = { port, user: 'admin', password, sockets: folder, caFile: join(folder, 'server.pem') }
  writeFileSync(server.caFile, readFileSync(join(folder, 'data/server.pem')))
  const child = launch(folder, port, as)
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    child.ref()
    child.stdin?.end()
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await untilReady(server, child, folder)
  } catch (thrown) {
    await stop()
    throw thrown
  }
  return { ...server, stop }
}

/** Runs SQL as the superuser. */
export const asAdmin = async (
  server: PostgresServer,
  sql: string,
  database = 'postgres',
): Promise<readonly unknown[]> => {
  const client = new pg.Client({ ...loginOf(server), database })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
