import { type Context, Hono } from 'hono'
import type { Json, JsonObject } from '../model/json.ts'
import type { InboundVariables, RouteGroup } from '../service/route-group.ts'
import { bulk } from './bulk.ts'
import { changeUser } from './change-user.ts'
import { type ListQuery, listUsers, numberOf, pageOf } from './list-users.ts'
import { readBody } from './read-body.ts'
import type { ScimDeps } from './scim-deps.ts'
import { errorBody, invalidSyntax, noUser, ScimProblem, type ScimStatus } from './scim-problem.ts'
import { bulkLimits, listOfAll, resourceTypes, serviceConfig } from './service-documents.ts'
import { etagOf, type Selection, selected, userResource } from './user-resource.ts'
import { describeSchemas } from './user-schemas.ts'
import { writeUsers } from './write-users.ts'

const TYPE = 'application/scim+json'
/** When somebody may come again for whom it could not be done, in seconds. */
const AGAIN_S = 30

type ScimContext = Context<{ Variables: InboundVariables }>

const answer = (body: JsonObject | null, status: number, headers: { readonly [name: string]: string } = {}): Response =>
  new Response(body === null ? null : JSON.stringify(body), {
    status,
    headers: body === null ? headers : { 'content-type': TYPE, ...headers },
  })

const refusal = (status: ScimStatus, detail?: string, scimType?: ScimProblem['scimType']): Response =>
  answer({ ...errorBody(status, detail, scimType) }, status, status === 503 ? { 'retry-after': String(AGAIN_S) } : {})

/** A receiver of SCIM 2.0 for each source: `/scim/<source>/v2`. https://www.rfc-editor.org/rfc/rfc7644 */
export const scimGroup = (deps: ScimDeps): RouteGroup => ({
  name: 'scim',
  suffix: '/v2',
  contentTypes: [TYPE, 'application/json'],
  maxBodyBytes: bulkLimits.maxPayloadSize,
  refusal: (_context, status) => refusal(status),
  routes: (source, base) => sourceRoutes(source, base, deps),
})

const sourceRoutes = (source: string, given: string | null, deps: ScimDeps): Hono<{ Variables: InboundVariables }> => {
  const routes = new Hono<{ Variables: InboundVariables }>()
  const baseOf = (c: ScimContext): string => given ?? `${new URL(c.req.url).origin}/scim/${source}/v2`
  userRoutes(routes, source, baseOf, deps)
  documentRoutes(routes, baseOf)
  otherRoutes(routes)
  routes.onError((thrown) => {
    if (!(thrown instanceof ScimProblem)) throw thrown
    return refusal(thrown.status, thrown.message, thrown.scimType)
  })
  return routes
}

type Routes = Hono<{ Variables: InboundVariables }>

const userRoutes = (routes: Routes, source: string, baseOf: (c: ScimContext) => string, deps: ScimDeps): void => {
  const write = writeUsers(source, deps)
  const { users, random } = deps
  const find = (query: ListQuery, c: ScimContext) => listUsers(query, { source, base: baseOf(c), users })

  routes.get('/Users', async (c) => answer(await find(queryOf(c), c), 200))
  for (const path of ['/Users/.search', '/.search'])
    routes.post(path, async (c) => answer(await find(searchOf(readBody(await c.req.text())), c), 200))
  routes.get('/Users/:id', async (c) => {
    const user = await users.get(source, c.req.param('id'))
    if (!user || user.goneAt !== null) throw noUser()
    const etag = etagOf(user.version)
    if (isKnown(c.req.header('if-none-match'), etag)) return answer(null, 304, { etag })
    return answer(selected(userResource(user, baseOf(c)), selectionOf(c)), 200, { etag })
  })
  routes.post('/Users', async (c) => {
    const body = readBody(await c.req.text())
    const user = await write.one((drafts) => changeUser({ method: 'POST', body }, drafts))
    const location = `${baseOf(c)}/Users/${user.id}`
    const made = selected(userResource(user, baseOf(c)), selectionOf(c))
    return answer(made, 201, { location, etag: etagOf(user.version) })
  })
  routes.on(['PUT', 'PATCH'], '/Users/:id', async (c) => {
    const method = c.req.method === 'PUT' ? 'PUT' : 'PATCH'
    const body = readBody(await c.req.text())
    const user = await write.one((drafts) =>
      changeUser({ method, id: c.req.param('id'), body, ...versionOf(c) }, drafts),
    )
    return answer(selected(userResource(user, baseOf(c)), selectionOf(c)), 200, { etag: etagOf(user.version) })
  })
  routes.delete('/Users/:id', async (c) => {
    await write.one((drafts) => changeUser({ method: 'DELETE', id: c.req.param('id'), ...versionOf(c) }, drafts))
    return answer(null, 204)
  })
  routes.post('/Bulk', async (c) =>
    answer(await bulk(readBody(await c.req.text()), baseOf(c), write, () => random.uuid()), 200),
  )
}

const versionOf = (c: ScimContext): { readonly version?: string } => {
  const version = c.req.header('if-match')
  return version === undefined ? {} : { version }
}

const isKnown = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((each) => ['*', etag].includes(each.trim()))

const namesIn = (text: string | undefined): readonly string[] =>
  (text ?? '').split(',').filter((name) => name.trim() !== '')

const selectionOf = (c: ScimContext): Selection => ({
  attributes: namesIn(c.req.query('attributes')),
  excluded: namesIn(c.req.query('excludedAttributes')),
})

const queryOf = (c: ScimContext): ListQuery => ({
  ...selectionOf(c),
  filter: c.req.query('filter'),
  ...pageOf(numberOf(c.req.query('startIndex'), 'startIndex'), numberOf(c.req.query('count'), 'count')),
})

/** https://www.rfc-editor.org/rfc/rfc7644#section-3.4.3 */
const searchOf = (body: JsonObject): ListQuery => {
  const { filter, startIndex, count } = body
  if (filter !== undefined && typeof filter !== 'string') throw invalidSyntax('filter is no text.')
  const names = (given: Json | undefined): readonly string[] => (Array.isArray(given) ? given.map(String) : [])
  return {
    attributes: names(body['attributes']),
    excluded: names(body['excludedAttributes']),
    filter,
    ...pageOf(numberOf(startIndex, 'startIndex'), numberOf(count, 'count')),
  }
}

const documentRoutes = (routes: Routes, baseOf: (c: ScimContext) => string): void => {
  routes.get('/ServiceProviderConfig', (c) => answer(serviceConfig(baseOf(c)), 200))
  for (const [path, all] of [
    ['/ResourceTypes', resourceTypes],
    ['/Schemas', describeSchemas],
  ] as const) {
    routes.get(path, (c) => {
      if (c.req.query('filter') !== undefined) throw new ScimProblem(403, `${path} takes no filter.`)
      return answer(listOfAll(all(baseOf(c))), 200)
    })
    routes.get(`${path}/:id`, (c) => {
      const found = all(baseOf(c)).find((each) => each['id'] === c.req.param('id'))
      if (!found) throw new ScimProblem(404, 'There is no such thing.')
      return answer(found, 200)
    })
  }
}

const NO_GROUPS = 'Groups are not taken: what somebody gets follows from their department, roles and the like.'

const otherRoutes = (routes: Routes): void => {
  routes.get('/Groups', () => answer(listOfAll([]), 200))
  routes.get('/Groups/:id', () => refusal(404, 'There is no such group.'))
  routes.all('/Groups', () => refusal(501, NO_GROUPS))
  routes.all('/Groups/*', () => refusal(501, NO_GROUPS))
  routes.all('/Me', () => refusal(501, 'A source is nobody.'))
  for (const path of [
    '/Users',
    '/Users/*',
    '/Bulk',
    '/ServiceProviderConfig',
    '/ResourceTypes',
    '/Schemas',
    '/.search',
  ])
    routes.all(path, () => refusal(405, 'This cannot be done there.'))
  routes.all('*', () => refusal(404, 'There is nothing here.'))
}
