import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import { Fault } from '../../model/fault.ts'
import { Secret } from '../../model/secret.ts'
import type { DatabaseAddress } from '../../ports/database-address.ts'

export interface PostgresAddress extends DatabaseAddress {
  /** `host:port/database`, for messages; no user and no password. */
  readonly name: string
}

const PORT = 5432
const LOCAL: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1'])
/** Modes of libpq that encrypt without checking who answers, or do not have to encrypt. https://www.postgresql.org/docs/current/libpq-ssl.html */
const UNSAFE: ReadonlySet<string> = new Set(['disable', 'allow', 'prefer', 'no-verify'])

const bad = (why: string, cause?: unknown): Fault => new Fault('state/bad-address', { why }, { cause })

/** libpq takes an address without a host (`postgres://user@/db?host=/run/postgresql`); the URL standard does not. */
const urlOf = (text: string): URL => {
  const url = URL.parse(text.trim().replace(/^(postgres(?:ql)?:\/\/[^/?#]*@)(?=[/?#])/, '$1localhost'))
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) throw bad('it does not begin with postgres://')
  return url
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    throw bad('a % in user, password or host is to be written as %25', cause)
  }
}

const portOf = (text: string): number => {
  const port = text === '' ? PORT : Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw bad('its port is none')
  return port
}

const readCa = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Fault('cli/file-missing', { file, why: 'it cannot be read' }, { cause })
  }
}

const tlsOf = (host: string, name: string, url: URL): false | ConnectionOptions => {
  if (host.startsWith('/')) return false
  const mode = url.searchParams.get('sslmode')
  if (LOCAL.has(host) && (mode === null || UNSAFE.has(mode))) return false
  if (mode !== null && UNSAFE.has(mode)) throw new Fault('state/not-encrypted', { server: name, mode })
  const file = url.searchParams.get('sslrootcert')
  // An address of numbers is no server name. https://www.rfc-editor.org/rfc/rfc6066#section-3
  const servername = isIP(host) ? {} : { servername: host }
  return { rejectUnauthorized: true, ...servername, ...(file === null ? {} : { ca: readCa(file) }) }
}

/**
 * Reads `postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=FILE`, or with `host=/folder` for a socket. To another machine the
 * connection is always encrypted and the server's certificate checked, whatever `sslmode` leaves out. Throws `state/bad-address`,
 * `state/not-encrypted`; no message repeats the address, for it holds a password.
 */
export const postgresAddress = (address: Secret): PostgresAddress => {
  const url = urlOf(address.reveal())
  const host = url.searchParams.get('host') ?? decoded(url.hostname).replace(/^\[|\]$/g, '')
  if (host === '') throw bad('it names no host')
  const port = portOf(url.searchParams.get('port') ?? url.port)
  const user = url.searchParams.get('user') ?? decoded(url.username)
  const password = url.searchParams.get('password') ?? decoded(url.password)
  const database = decoded(url.pathname.slice(1)) || user
  if (database === '') throw bad('it names no database')
  const name = `${host}:${port}/${database}`
  return {
    name,
    host,
    port,
    database,
    user: user === '' ? undefined : user,
    password: password === '' ? undefined : new Secret(password),
    ssl: tlsOf(host, name, url),
  }
}
