import { type Context, Hono } from 'hono'
import { isFromHere } from './allowed-host.ts'
import type { Metrics } from './metrics.ts'
import { isSame } from './same-secret.ts'
import type { ServiceSettings } from './service-settings.ts'

/** What has to be well for the service to do its work; each answers whether it is. */
export type ReadyChecks = { readonly [name: string]: () => Promise<boolean> }

export interface HealthDeps {
  readonly checks: ReadyChecks
  readonly metrics: Metrics
  readonly settings: Pick<ServiceSettings, 'metricsToken'>
  /** Address of the other side of the connection. */
  readonly peerOf: (context: Context) => string | undefined
}

/** `/health`: the process is alive. `/ready`: it can do its work. `/metrics`: for Prometheus. None of them says anything of a person or a fault. */
export const healthRoutes = (deps: HealthDeps): Hono => {
  const routes = new Hono()
  routes.get('/health', (c) => c.json({ alive: true }))
  routes.get('/ready', async (c) => {
    const asked = Object.entries(deps.checks).map(
      async ([name, check]) => [name, await check().catch(() => false)] as const,
    )
    const checks = Object.fromEntries(await Promise.all(asked))
    const ready = Object.values(checks).every(Boolean)
    return c.json({ ready, checks }, ready ? 200 : 503)
  })
  routes.get('/metrics', async (c) => {
    if (!mayRead(c, deps)) return c.json({ error: { status: 401 } }, 401)
    return c.body(await deps.metrics.text(), 200, { 'content-type': deps.metrics.contentType })
  })
  return routes
}

const mayRead = (c: Context, { settings: { metricsToken }, peerOf }: HealthDeps): boolean => {
  if (metricsToken) {
    const given = /^Bearer ([^\s]+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    return given !== undefined && isSame(given, metricsToken.reveal())
  }
  const forwarded = ['x-forwarded-for', 'forwarded', 'via'].some((name) => c.req.header(name) !== undefined)
  return isFromHere(peerOf(c), forwarded)
}
