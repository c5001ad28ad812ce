import { Fault } from '../model/fault.ts'
import type { Secret } from '../model/secret.ts'
import type { AdReader, AdWriter } from '../ports/ad.ts'
import type { Clock } from '../ports/clock.ts'
import { AdLink } from './ad-link.ts'
import { createAdReader } from './ad-reader.ts'
import { createAdWriter } from './ad-writer.ts'
import { gatherSearches } from './search-gatherer.ts'
import { parseServer, type ServerAddress } from './server-address.ts'

export interface AdSettings {
  /** `ldaps://` URLs; the first that answers is used. */
  readonly servers: readonly string[]
  /** Where searches begin; default: the domain. */
  readonly base?: string
  /** As `user@domain`, `DOMAIN\user` or a DN. */
  readonly user: string
  readonly password: Secret
  /** PEM of the authority that signed the servers' certificates; default: what Node and the operating system trust. */
  readonly ca?: string
  /** How long to wait for a connection and for the sign-in, each, in milliseconds. Default: 5,000. */
  readonly connectTimeoutMs?: number
  /** How long to wait for an answer to a request, in milliseconds. Default: 30,000. */
  readonly timeoutMs?: number
}

/** Active Directory, read and written through one domain controller. */
export interface AdConnection {
  readonly reader: AdReader
  readonly writer: AdWriter
  /** URL of the domain controller in use. */
  readonly server: string
  close(): Promise<void>
}

const linkTo = (server: ServerAddress, settings: AdSettings, clock: Clock): AdLink =>
  new AdLink({
    server,
    user: settings.user,
    password: settings.password,
    ...(settings.ca === undefined ? {} : { ca: settings.ca }),
    connectTimeoutMs: settings.connectTimeoutMs ?? 5000,
    timeoutMs: settings.timeoutMs ?? 30_000,
    clock,
  })

/** What to say when no server could be used: the one reason, a certificate's before others, or all of them. */
const noServer = (faults: readonly Fault[], servers: readonly ServerAddress[]): Fault => {
  const telling = faults.length === 1 ? faults[0] : faults.find((fault) => fault.code.startsWith('ad/certificate-'))
  if (telling) return telling
  const causeOf = ({ cause, message }: Fault): string => (cause instanceof Error ? cause.message : message)
  const reason = faults.map((fault, at) => `${servers[at]?.host}: ${causeOf(fault)}`).join('; ')
  return new Fault(
    'ad/unreachable',
    { server: servers.map((each) => each.url).join(', '), reason },
    { cause: faults[0] },
  )
}

/** The first server that lets us in. A refused sign-in ends the search: each one more would count towards a lock of the account. */
const firstLink = async (servers: readonly ServerAddress[], settings: AdSettings, clock: Clock): Promise<AdLink> => {
  const faults: Fault[] = []
  for (const server of servers) {
    const link = linkTo(server, settings, clock)
    try {
      await link.connect()
      return link
    } catch (error) {
      link.close()
      if (!(error instanceof Fault && (error.category === 'unreachable' || error.category === 'throttled'))) throw error
      faults.push(error)
    }
  }
  throw noServer(faults, servers)
}

/**
 * Opens Active Directory and signs in. Of several servers the first that answers is used to the end, so that replicas are not mixed; a dead
 * one costs its connect timeout. Throws `ad/not-ldaps`, `ad/empty-password`, `ad/bad-credentials`, `ad/unreachable`, `ad/silent`,
 * `ad/certificate-not-trusted`, `ad/certificate-wrong-host`.
 */
export const openAd = async (settings: AdSettings, deps: { readonly clock: Clock }): Promise<AdConnection> => {
  const servers = settings.servers.map(parseServer)
  if (settings.password.reveal() === '') throw new Fault('ad/empty-password', { user: settings.user })
  const link = await firstLink(servers, settings, deps.clock)
  const reader = createAdReader(link, settings.base)
  return {
    reader: gatherSearches(reader),
    writer: createAdWriter(link, reader),
    server: link.server,
    async close() {
      link.close()
    },
  }
}
