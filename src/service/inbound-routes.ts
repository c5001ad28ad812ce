import { Hono } from 'hono'
import { type GuardDeps, guardSource } from './guard-source.ts'
import type { InboundVariables, RouteGroup } from './route-group.ts'
import { faultFields, type ServiceLog } from './service-log.ts'
import type { InboundSource } from './service-settings.ts'

export interface InboundDeps extends GuardDeps {
  readonly log: ServiceLog
  readonly publicUrl: string | null
}

/**
 * `/<group>/<source><suffix>/…` for every source and every group that it may use, each source behind guards of its own. A source that nobody knows,
 * or that may not use a group, is answered as one that shows a wrong token.
 */
export const inboundRoutes = (
  groups: readonly RouteGroup[],
  sources: readonly InboundSource[],
  deps: InboundDeps,
): Hono<{ Variables: InboundVariables }> => {
  const routes = new Hono<{ Variables: InboundVariables }>()
  for (const group of groups) {
    for (const source of sources.filter(({ accepts }) => accepts.includes(group.name))) {
      const path = `/${group.name}/${source.name}${group.suffix}`
      const own = guardSource(source, group, deps)
      own.route('/', group.routes(source.name, deps.publicUrl === null ? null : deps.publicUrl + path))
      own.all('*', (c) => group.refusal(c, 404))
      own.onError((thrown, c) => {
        deps.log.error('request.failed', { request: c.get('requestId'), source: source.name, ...faultFields(thrown) })
        return group.refusal(c, 500)
      })
      routes.route(path, own)
    }
    routes.all(`/${group.name}/*`, (c) => {
      deps.refused(null, 'source', c)
      return group.refusal(c, 401)
    })
  }
  return routes
}
