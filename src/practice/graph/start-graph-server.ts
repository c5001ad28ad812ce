import type { IncomingMessage, ServerResponse } from 'node:http'
import { consented, consentTo } from '../entra/client-permissions.ts'
import type { EntraStore } from '../entra/entra-store.ts'
import { MailboxStore } from '../exchange/mailbox-store.ts'
import type { GraphFaults } from '../faults/graph-faults.ts'
import { practiceClient } from '../practice-client.ts'
import { machineClock, type PracticeClock } from '../practice-clock.ts'
import type { GraphScene } from './answer-request.ts'
import { deviceCodes } from './auth/device-codes.ts'
import { EXCHANGE_AUDIENCE, rolesAt } from './auth/sign-in.ts'
import { createTokenIssuer, GRAPH_AUDIENCE } from './auth/token-issuer.ts'
import { defaultRoles } from './default-roles.ts'
import type { Tenancy } from './graph-call.ts'
import { type Listener, listen, type TlsMaterial } from './http/listen.ts'
import { type ServiceScene, serve } from './http/serve-graph.ts'
import { Pages } from './odata/pages.ts'
import { graphPermissions } from './permissions.ts'

export interface GraphServiceOptions {
  /** What links in answers begin with; `{host}` stands for the address at which a client asks. */
  readonly publicUrl?: string
  /** Application roles that tokens carry; all that playbooks need when absent. */
  readonly roles?: readonly string[]
  /** Certificates (PEM) with which the practice client may sign in instead of its secret. */
  readonly certificates?: readonly string[]
  /** The time by which clients date what they sign; this machine's when absent. */
  readonly clientClock?: PracticeClock
  /** What goes wrong on purpose. */
  readonly faults?: GraphFaults
  /** Moves the company's time on, by milliseconds; without it nobody can. */
  readonly advance?: (ms: number) => void
}

/** The Graph of one company, to be put behind any number of listeners. */
export interface GraphService {
  /** A token that is good for years. */
  readonly token: string
  /** The same for Exchange Online. */
  readonly exchangeToken: string
  /** A token with other roles or a shorter life, in seconds. */
  tokenFor(wish: { readonly roles?: readonly string[]; readonly seconds?: number }): string
  listen(at: { readonly port: number; readonly tls?: TlsMaterial }): Promise<Listener>
}

export interface GraphServer {
  /** `http://127.0.0.1:PORT/v1.0`, or https. */
  readonly url: string
  readonly port: number
  readonly token: string
  readonly exchangeToken: string
  tokenFor(wish: { readonly roles?: readonly string[]; readonly seconds?: number }): string
  stop(): Promise<void>
}

const TEN_YEARS_SECONDS = 10 * 365 * 24 * 3600
const PUBLIC_URL = 'https://graph.microsoft.com/v1.0'

/** A tenant without an Exchange of its own gets one without mailboxes. */
type ServedTenancy = Omit<Tenancy, 'exchange'> & Partial<Pick<Tenancy, 'exchange'>>

export const createGraphService = (served: ServedTenancy, options: GraphServiceOptions = {}): GraphService => {
  const tenancy: Tenancy = {
    entra: served.entra,
    exchange: served.exchange ?? new MailboxStore(served.entra),
    commit: () => served.commit(),
  }
  const { clock, tenant } = tenancy.entra
  const roles = options.roles ?? defaultRoles
  const issuer = createTokenIssuer({ clock, tenant: tenant.id })
  const graph: GraphScene = {
    tenancy,
    pages: new Pages(),
    publicUrl: options.publicUrl ?? PUBLIC_URL,
    ...(options.faults ? { faults: options.faults } : {}),
  }
  consentTo(
    tenancy.entra,
    rolesAt(GRAPH_AUDIENCE, roles).filter((role) => graphPermissions.includes(role)),
    options.roles !== undefined,
  )
  const client = {
    ...practiceClient,
    certificates: options.certificates ?? [],
    roles: () => rolesNow(tenancy.entra, roles),
  }
  const scene: ServiceScene = {
    graph,
    ...(options.advance ? { advance: options.advance } : {}),
    exchange: { tenancy, pages: new Map(), ...(options.faults ? { faults: options.faults } : {}) },
    signIn: {
      entra: tenancy.entra,
      devices: deviceCodes(clock),
      grants: new Map(),
      clock,
      clientClock: options.clientClock ?? machineClock,
      issuer,
      client,
      tenants: [tenant.id, ...tenant.domains],
    },
  }
  const tokenFor: GraphService['tokenFor'] = (wish) =>
    issuer.issue(
      { appId: client.appId, roles: rolesAt(GRAPH_AUDIENCE, wish.roles ?? roles) },
      wish.seconds ?? TEN_YEARS_SECONDS,
    )
  const exchangeToken = issuer.issue(
    { appId: client.appId, roles: rolesAt(EXCHANGE_AUDIENCE, roles) },
    TEN_YEARS_SECONDS,
    EXCHANGE_AUDIENCE,
  )
  return { token: tokenFor({}), exchangeToken, tokenFor, listen: (at) => listen(handlerOf(scene), at) }
}

/** What was consented to, with the roles that nobody can take back in Graph. */
const rolesNow = (store: EntraStore, roles: readonly string[]): readonly string[] => {
  const granted = consented(store, graphPermissions)
  return granted === null ? roles : [...granted, ...roles.filter((role) => !graphPermissions.includes(role))]
}

const handlerOf =
  (scene: ServiceScene) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    serve(scene, request, response).catch(() => response.destroy())
  }

/** Starts one listener over a service of its own. */
export const startGraphServer = async (
  tenancy: ServedTenancy,
  options: GraphServiceOptions & { readonly port: number; readonly tls?: TlsMaterial },
): Promise<GraphServer> => {
  const service = createGraphService(tenancy, options)
  const { port, stop } = await service.listen(
    options.tls ? { port: options.port, tls: options.tls } : { port: options.port },
  )
  const url = `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}/v1.0`
  const { token, exchangeToken, tokenFor } = service
  return { url, port, stop, token, exchangeToken, tokenFor }
}
