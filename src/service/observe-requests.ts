import { context, propagation, SpanKind } from '@opentelemetry/api'
import type { MiddlewareHandler } from 'hono'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import type { Metrics } from './metrics.ts'
import type { ServiceLog } from './service-log.ts'
import type { Traces } from './traces.ts'

export interface RequestObservers {
  readonly log: ServiceLog
  readonly metrics: Metrics
  readonly traces: Traces
  readonly clock: Clock
  readonly random: Random
}

const ID = /^[A-Za-z0-9._-]{8,64}$/

/** Methods that the numbers tell apart; anybody can make up others. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** Which part of the service a path belongs to. What else is in paths comes from outside and may name people. */
const routeOf = (path: string): string => /^\/(health|ready|metrics|hooks|scim)(?:\/|$)/.exec(path)?.[1] ?? 'other'

/** Gives every request an id, a line in the log, a place in the numbers and a span. */
export const observeRequests =
  ({ log, metrics, traces, clock, random }: RequestObservers): MiddlewareHandler =>
  async (c, next) => {
    const given = c.req.header('x-request-id')
    const request = given !== undefined && ID.test(given) ? given : random.uuid()
    const method = METHODS.has(c.req.method) ? c.req.method : 'OTHER'
    const route = routeOf(c.req.path)
    const began = clock.now()
    c.set('requestId', request)
    const carried = propagation.extract(context.active(), c.req.header())
    const attributes = { 'http.request.method': method, 'http.route': `/${route}`, 'joinery.request': request }
    const handled = (): Promise<void> =>
      traces.around(
        'joinery.request',
        attributes,
        async (span) => {
          await next()
          span.setAttribute('http.response.status_code', c.res.status)
        },
        SpanKind.SERVER,
      )
    await context.with(carried, handled)
    c.res.headers.set('x-request-id', request)
    c.res.headers.set('cache-control', 'no-store')
    c.res.headers.set('x-content-type-options', 'nosniff')
    const ms = clock.now() - began
    metrics.request({ route, method, status: c.res.status }, ms / 1000)
    const source = c.get('source') as string | undefined
    const fields = { request, route, method, status: c.res.status, ms, ...(source === undefined ? {} : { source }) }
    // Probes and scrapes come every few seconds and are no news.
    log[route === 'hooks' || route === 'scim' || c.res.status >= 500 ? 'info' : 'debug']('request', fields)
  }
