import { type ChildProcess, spawn } from 'node:child_process'
import { openSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from 'node:tls'
import { ensureSambaInstalled } from '../../scripts/dev/install-samba.ts'
import { type LdifEntry, parseLdif } from './ldif.ts'
import { sweep, takeAddress } from './loopback-address.ts'
import { runProgram } from './run-program.ts'
import {
  ADMIN_PASSWORD,
  baseOf,
  type Domain,
  restoreSnapshot,
  SERVICE_PASSWORD,
  SERVICE_USER,
  sambaRoot,
  TEST_OU,
} from './samba-snapshot.ts'

const LDAPS = 636
const START_MS = 60_000

export interface SambaOptions extends Domain {
  /** Default: a free address of 127.0.0.0/24. */
  readonly address?: string
  /** LDIF that is added once the server runs. */
  readonly seed?: string
}

export interface Credentials {
  readonly user: string
  readonly password: string
}

/** A domain controller on this machine. Plain data apart from its functions, so that another process can be told of it. */
export interface SambaServer {
  /** `ldaps://127.0.0.N:636` */
  readonly url: string
  readonly address: string
  /** PEM file of the authority that signed its certificate. */
  readonly caFile: string
  readonly realm: string
  readonly domain: string
  readonly base: string
  readonly admin: Credentials
  /** Has rights below `ou` only, as a delegated service account has. */
  readonly service: Credentials
  /** An empty OU below which `service` may do everything. */
  readonly ou: string
}

export interface SambaDc extends SambaServer {
  readonly pid: number
  /** Reads as Administrator, with OpenLDAP's client and so without any of our code. */
  ldapsearch(filter: string, attributes?: readonly string[], base?: string): Promise<readonly LdifEntry[]>
  /** Adds (LDIF without `changetype`) or changes entries as Administrator. */
  ldapmodify(ldif: string): Promise<void>
  stop(): Promise<void>
}

/** OpenLDAP's programs on a server that runs. */
export const ldapTools = (server: SambaServer): Pick<SambaDc, 'ldapsearch' | 'ldapmodify'> => {
  const run = (program: string, args: readonly string[], input = ''): Promise<string> =>
    runProgram(
      'env',
      [
        `LDAPTLS_CACERT=${server.caFile}`,
        program,
        ...['-x', '-H', server.url, '-D', server.admin.user, '-w', server.admin.password, '-o', 'ldif_wrap=no'],
        ...args,
      ],
      input,
    )
  return {
    async ldapsearch(filter, attributes = [], base = server.base) {
      return parseLdif(await run('ldapsearch', ['-LLL', '-E', 'pr=1000/noprompt', '-b', base, filter, ...attributes]))
    },
    async ldapmodify(ldif) {
      await run('ldapmodify', ['-a'], ldif)
    },
  }
}

const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    // Only to see whether the port speaks TLS; nothing is sent.
    const socket = connect({ host: address, port: LDAPS, rejectUnauthorized: false }, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

const untilReady = async (child: ChildProcess, address: string, log: string): Promise<void> => {
  const deadline = performance.now() + START_MS
  while (!(await answers(address))) {
    if (child.exitCode === null && performance.now() < deadline) await sleep(50)
    else throw new Error(`Samba did not start on ${address}:\n${readFileSync(log, 'utf8').slice(-4000)}`)
  }
}

/**
 * Its own process group, so that stopping it stops its workers and nothing else. Samba in the foreground ends when its standard input
 * does, and the other end of that pipe is ours: when this process dies, however it dies, so does Samba.
 */
const launch = (folder: string, log: string): ChildProcess => {
  const out = openSync(log, 'w')
  const args = ['-i', '-M', 'prefork', '-s', join(folder, 'etc/smb.conf'), '--debug-stdout']
  const child = spawn('samba', args, { detached: true, stdio: ['pipe', out, out] })
  child.unref()
  return child
}

/** Sends a signal to all processes of a group; no matter if none is left. */
const signalGroup = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-pid, signal)
  } catch {
    // The group has ended.
  }
}

const killGroup = async (child: ChildProcess, address: string): Promise<void> => {
  const { pid } = child
  if (pid === undefined) return
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    signalGroup(pid, 'SIGTERM')
    const force = setTimeout(() => signalGroup(pid, 'SIGKILL'), 5000)
    await gone
    clearTimeout(force)
  }
  // Workers outlive their master by a moment, with the port in hand.
  signalGroup(pid, 'SIGKILL')
  while (await answers(address)) await sleep(20)
}

const describeServer = (options: Domain, address: string, folder: string): SambaServer => {
  const at = options.realm.toLowerCase()
  const base = baseOf(options.realm)
  return {
    url: `ldaps://${address}:${LDAPS}`,
    address,
    caFile: join(folder, 'tls/ca.pem'),
    realm: options.realm,
    domain: options.domain,
    base,
    admin: { user: `Administrator@${at}`, password: ADMIN_PASSWORD },
    service: { user: `${SERVICE_USER}@${at}`, password: SERVICE_PASSWORD },
    ou: `${TEST_OU},${base}`,
  }
}

/** Starts a domain controller of its own: 2 s, and 12 s more the first time that a realm is asked for. Needs root, for port 636 is fixed. */
export const startSamba = async (options: SambaOptions): Promise<SambaDc> => {
  ensureSambaInstalled()
  const root = sambaRoot()
  sweep(root, 'run-')
  sweep(root, 'address-')
  const { address, release } = await takeAddress(root, LDAPS, options.address)
  const folder = await mkdtemp(join(root, 'run-'))
  writeFileSync(join(folder, 'owner'), String(process.pid))
  const dc = join(folder, 'dc')
  const log = join(folder, 'samba.log')
  const remove = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true })
    release()
  }
  let child: ChildProcess | null = null
  try {
    await restoreSnapshot(options, dc, address)
    child = launch(dc, log)
    await untilReady(child, address, log)
    const server = describeServer(options, address, dc)
    if (options.seed) await ldapTools(server).ldapmodify(options.seed)
    const running = child
    const stop = async (): Promise<void> => {
      await killGroup(running, address)
      await remove()
    }
    return { ...server, pid: running.pid ?? 0, ...ldapTools(server), stop }
  } catch (error) {
    if (child) await killGroup(child, address)
    await remove()
    throw error
  }
}
