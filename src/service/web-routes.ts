import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import type { ServiceMemory } from '../ports/schedule-store.ts'
import { isAllowedHost } from './allowed-host.ts'
import { healthRoutes, type ReadyChecks } from './health-routes.ts'
import { inboundRoutes } from './inbound-routes.ts'
import type { Metrics } from './metrics.ts'
import { observeRequests } from './observe-requests.ts'
import { requestRate } from './request-rate.ts'
import type { InboundVariables, RouteGroup } from './route-group.ts'
import { faultFields, type ServiceLog } from './service-log.ts'
import type { ServiceSettings } from './service-settings.ts'
import type { Traces } from './traces.ts'

export interface WebDeps {
  readonly settings: ServiceSettings
  readonly groups: readonly RouteGroup[]
  readonly checks: ReadyChecks
  readonly clock: Clock
  readonly random: Random
  readonly memory: ServiceMemory
  readonly log: ServiceLog
  readonly metrics: Metrics
  readonly traces: Traces
  /** Takes that a source that is known was turned away, or has come in again. */
  readonly sourceSeen: (source: string, isAdmitted: boolean) => void
}

type Variables = { Variables: InboundVariables }

/** How many refusals a minute have a line of their own in the log; the numbers count all of them. */
const LINES_PER_MINUTE = 60

/** Everything that the service answers over HTTP. */
export const webRoutes = (deps: WebDeps): Hono<Variables> => {
  const { settings, groups, checks, clock, memory, log, metrics } = deps
  const lines = requestRate(LINES_PER_MINUTE)
  const peerOf = (c: Parameters<typeof getConnInfo>[0]): string | undefined => getConnInfo(c).remote.address
  const app = new Hono<Variables>()
  app.use(observeRequests(deps))
  app.use(async (c, next) => {
    if (isAllowedHost(c.req.header('host'), settings.names)) return next()
    metrics.refused('unknown', 'host')
    return c.json({ error: { status: 421 } }, 421)
  })
  app.route('/', healthRoutes({ checks, metrics, settings, peerOf }))
  const inbound = {
    clock,
    memory,
    log,
    publicUrl: settings.publicUrl,
    admitted: (source: string) => deps.sourceSeen(source, true),
    refused: (source: string | null, why: string, c: Parameters<typeof getConnInfo>[0]) => {
      metrics.refused(source ?? 'unknown', why)
      if (source !== null && PROOFS.has(why)) deps.sourceSeen(source, false)
      if (lines(clock.now()) > 0) return
      const address = peerOf(c)
      log.warn('request.refused', { source: source ?? 'unknown', why, ...(address === undefined ? {} : { address }) })
    },
  }
  app.route('/', inboundRoutes(groups, settings.sources, inbound))
  app.notFound((c) => c.json({ error: { status: 404 } }, 404))
  app.onError((thrown, c) => {
    log.error('request.failed', faultFields(thrown))
    return c.json({ error: { status: 500 } }, 500)
  })
  return app
}

/** Reasons that mean that a source could not prove who it is. */
const PROOFS: ReadonlySet<string> = new Set(['token', 'signature', 'time', 'missing'])
