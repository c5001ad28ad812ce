import type { PracticeInfo } from '../model/practice-info.ts'
import { practiceDomain, practiceServiceAccount } from './ad/practice-domain.ts'
import { type Company, type CompanyOptions, openCompany } from './company.ts'
import { type Connect, startConnect } from './connect/connect.ts'
import { type FaultsWish, type PracticeFaults, practiceFaults } from './faults/practice-faults.ts'
import { createGraphService, type GraphService } from './graph/start-graph-server.ts'
import { startLdapServer } from './ldap/ldap-server.ts'
import { moveCompany, movedMs, movingClock } from './moving-clock.ts'
import { practiceClient } from './practice-client.ts'
import { machineClock, type PracticeClock } from './practice-clock.ts'
import { removeLock, writeLock } from './practice-lock.ts'
import { type PracticeCertificates, practiceCertificates } from './tls/practice-authority.ts'

export { runningPractice } from './practice-lock.ts'

export interface PracticeOptions {
  /** Folder of the company; null keeps everything in memory. */
  readonly folder: string | null
  /** Size of a company that is founded now. */
  readonly people?: number
  /** The company's time; this machine's when absent. */
  readonly clock?: PracticeClock
  /** 0, or absent: any free port. */
  readonly ldapPort?: number
  readonly graphPort?: number
  readonly graphTlsPort?: number
  /** What links in Graph's answers begin with. */
  readonly publicUrl?: string
  /** Application roles that tokens carry. */
  readonly roles?: readonly string[]
  /** Certificates (PEM) with which the practice client may sign in. */
  readonly certificates?: readonly string[]
  /**
   * Whether commands that are run meanwhile may use these servers; true when absent. Servers that end with the command that started them
   * are not for others.
   */
  readonly shared?: boolean
  /** How long Exchange takes to set up and to convert mailboxes, and licences to follow the groups that hand them out. */
  readonly lags?: NonNullable<CompanyOptions['lags']>
  /** How long after a write to AD Entra Connect carries it over, in milliseconds. */
  readonly syncDelayMs?: number
  /** How often it compares everything, in milliseconds; every 30 minutes when absent. */
  readonly syncCycleMs?: number
  /** What goes wrong on purpose: by name (`faults/README.md`) or one by one; nothing when absent. */
  readonly faults?: FaultsWish
}

/** The practice tenant as running servers on loopback. */
export interface Practice {
  readonly info: PracticeInfo
  readonly company: Company
  /** Gives tokens with other roles or a shorter life. */
  readonly tokenFor: GraphService['tokenFor']
  /** Carries AD's changes over to Entra at once. */
  readonly syncNow: Connect['syncNow']
  readonly faults: PracticeFaults
  /** Moves the company's time on, by milliseconds, for good. */
  advance(ms: number): void
  stop(): Promise<void>
}

interface Stoppable {
  stop(): Promise<void> | void
}

/** Opens or founds the company and serves it: LDAPS, Graph over http and https with sign-in, and Entra Connect between them. */
export const startPractice = async (options: PracticeOptions): Promise<Practice> => {
  const { folder, people } = options
  const clock = movingClock(options.clock ?? machineClock)
  const company = await openCompany({
    folder,
    clock,
    ...(people === undefined ? {} : { people }),
    ...(options.lags === undefined ? {} : { lags: options.lags }),
  })
  clock.advance(movedMs(company.entra))
  const advance = (ms: number): void => {
    clock.advance(ms)
    moveCompany(company, ms)
  }
  const started: Stoppable[] = []
  const end = async (): Promise<void> => {
    if (folder !== null && options.shared !== false) removeLock(folder)
    for (const part of started.reverse()) await part.stop()
    company.close()
  }
  let ended: Promise<void> | undefined
  const stop = (): Promise<void> => {
    ended ??= end()
    return ended
  }
  try {
    return { ...(await startParts(company, { ...options, advance }, started)), company, advance, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const startParts = async (
  company: Company,
  options: PracticeOptions & Pick<Practice, 'advance'>,
  started: Stoppable[],
): Promise<Pick<Practice, 'info' | 'tokenFor' | 'syncNow' | 'faults'>> => {
  const faults = practiceFaults(options.faults ?? {}, company)
  // Clients compare the validity of certificates with the machine's time, whatever the company's is.
  const certificates = await practiceCertificates(options.folder, machineClock)
  const { key, cert } = certificates
  const at = { host: '127.0.0.1', port: options.ldapPort ?? 0 } as const
  const ldap = await startLdapServer(company, { ...at, key, cert, faults: faults.ldap })
  started.push(ldap)
  const service = createGraphService(company, {
    ...serviceOptions(options),
    faults: faults.graph,
    advance: options.advance,
  })
  const graph = await service.listen({ port: options.graphPort ?? 0 })
  started.push(graph)
  const graphTls = await service.listen({ port: options.graphTlsPort ?? 0, tls: { key, cert } })
  started.push(graphTls)
  const connect: Connect = startConnect(company, {
    ...(options.syncDelayMs === undefined ? {} : { delayMs: options.syncDelayMs }),
    ...(options.syncCycleMs === undefined ? {} : { cycleMs: options.syncCycleMs }),
  })
  started.push(connect)
  const info = describe(company, certificates, service, {
    ldap: ldap.port,
    graph: graph.port,
    graphTls: graphTls.port,
  })
  if (options.folder !== null && options.shared !== false) writeLock(options.folder, info)
  return { info, tokenFor: service.tokenFor, syncNow: connect.syncNow, faults }
}

const serviceOptions = ({
  publicUrl,
  roles,
  certificates,
}: PracticeOptions): Parameters<typeof createGraphService>[1] => ({
  ...(publicUrl === undefined ? {} : { publicUrl }),
  ...(roles === undefined ? {} : { roles }),
  ...(certificates === undefined ? {} : { certificates }),
})

const describe = (
  company: Company,
  { caFile, caPem }: PracticeCertificates,
  { token, exchangeToken }: GraphService,
  ports: { readonly ldap: number; readonly graph: number; readonly graphTls: number },
): PracticeInfo => ({
  ldap: `ldaps://127.0.0.1:${ports.ldap}`,
  ca: caFile,
  caPem,
  base: practiceDomain.dn,
  user: practiceServiceAccount.user,
  password: practiceServiceAccount.password,
  graph: `http://127.0.0.1:${ports.graph}/v1.0`,
  graphTls: `https://127.0.0.1:${ports.graphTls}/v1.0`,
  token,
  exchange: `http://127.0.0.1:${ports.graph}`,
  exchangeToken,
  tenant: company.entra.tenant.id,
  authority: `https://127.0.0.1:${ports.graphTls}`,
  client: practiceClient.appId,
  secret: practiceClient.secret,
})
