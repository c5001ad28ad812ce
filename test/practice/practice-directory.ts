import { Attribute, Change, Client, type ClientOptions } from 'ldapts'
import { onTestFinished } from 'vitest'
import { practiceDomain, practiceServiceAccount } from '../../src/practice/ad/practice-domain.ts'
import { type Company, openCompany } from '../../src/practice/company.ts'
import { startLdapServer } from '../../src/practice/ldap/ldap-server.ts'
import { machineClock } from '../../src/practice/practice-clock.ts'
import { type PracticeCertificates, practiceCertificates } from '../../src/practice/tls/practice-authority.ts'

export const base = practiceDomain.dn
export const staff = `OU=Staff,${base}`
export const sales = `OU=Sales,${staff}`
export const groupsOu = `OU=Groups,${base}`
export const goodPassword = 'Rain-over-Oslo-7'

/** What AD answered instead of doing it. */
export interface Refusal {
  readonly code: number
  readonly text: string
}

let certificates: Promise<PracticeCertificates> | undefined

/** Time of the company; `at` may be set. */
interface SettableClock {
  at: number
  now(): number
}

export interface PracticeDirectory {
  readonly company: Company
  readonly port: number
  readonly ca: string
  readonly clock: SettableClock
  /** A connection signed in as the service account, or as whom one says. */
  connect(user?: string, password?: string): Promise<Client>
  /** A connection nobody has signed in on. */
  anonymous(): Client
}

/** A practice directory behind a real socket, for one test. */
export const practiceDirectory = async (
  options: { readonly folder?: string; readonly people?: number; readonly at?: number } = {},
): Promise<PracticeDirectory> => {
  certificates ??= practiceCertificates(null, machineClock)
  const { caPem, key, cert } = await certificates
  const clock: SettableClock = { at: options.at ?? Date.parse('2026-12-01T08:00:00Z'), now: () => clock.at }
  const company = await openCompany({ folder: options.folder ?? null, people: options.people ?? 30, clock })
  const server = await startLdapServer(company, { port: 0, host: '127.0.0.1', key, cert })
  const clients: Client[] = []
  onTestFinished(async () => {
    for (const client of clients) await client.unbind().catch(() => {})
    await server.stop()
    company.close()
  })
  const open = (more: Partial<ClientOptions> = {}): Client => {
    const client = new Client({
      url: `ldaps://127.0.0.1:${server.port}`,
      tlsOptions: { ca: caPem },
      // Long enough for a machine with much else to do.
      timeout: 60_000,
      ...more,
    })
    clients.push(client)
    return client
  }
  const connect = async (
    user: string = practiceServiceAccount.user,
    password: string = practiceServiceAccount.password,
  ) => {
    const client = open()
    await client.bind(user, password)
    return client
  }
  return { company, port: server.port, ca: caPem, clock, connect, anonymous: () => open() }
}

/** The refusal of a request that must not succeed. */
export const refusalOf = async (request: Promise<unknown>): Promise<Refusal> => {
  try {
    await request
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { code: Number(error.code), text: error.message }
    throw error
  }
  throw new Error('the request was not refused')
}

/** `53 0000052D`: result code and Windows' own number, by which a refusal is told. */
export const shortRefusal = async (request: Promise<unknown>): Promise<string> => {
  const { code, text } = await refusalOf(request)
  return `${code} ${/[0-9A-F]{8}/.exec(text)?.[0] ?? ''}`
}

export const change = (
  operation: 'add' | 'delete' | 'replace',
  type: string,
  ...values: readonly (string | Buffer)[]
): Change => new Change({ operation, modification: new Attribute({ type, values: values as string[] | Buffer[] }) })

/** unicodePwd as AD wants it. */
export const quoted = (password: string): Buffer => Buffer.from(`"${password}"`, 'utf16le')

export const account = (sAMAccountName: string, more: { readonly [attribute: string]: string | string[] } = {}) => ({
  objectClass: 'user',
  sAMAccountName,
  ...more,
})

type Found = { readonly [attribute: string]: readonly string[] }

/** Attributes of one object as lists of text; binary ones in hexadecimal. */
export const readEntry = async (client: Client, dn: string, ...attributes: readonly string[]): Promise<Found> => {
  const { searchEntries } = await client.search(dn, { scope: 'base', attributes: [...attributes] })
  const [entry] = searchEntries
  if (!entry) throw new Error(`${dn} is not there`)
  const pairs = Object.entries(entry).filter(([name]) => name !== 'dn' || attributes.includes('dn'))
  const asText = (value: string | Buffer): string => (typeof value === 'string' ? value : value.toString('hex'))
  return Object.fromEntries(pairs.map(([name, value]) => [name, (Array.isArray(value) ? value : [value]).map(asText)]))
}

/** Common names of what a filter finds. */
export const find = async (
  client: Client,
  filter: string,
  from: string = base,
  more = {},
): Promise<readonly string[]> => {
  const { searchEntries } = await client.search(from, { scope: 'sub', filter, attributes: ['name'], ...more })
  return searchEntries.map((entry) => String(entry['name']))
}
