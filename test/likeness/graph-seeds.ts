import type { Json, JsonObject } from '../../src/model/json.ts'
import { addSponsor } from '../../src/practice/entra/sponsors.ts'
import { storedDevice } from '../../src/practice/entra/stored-devices.ts'
import type { GraphExample } from './graph-corpus.ts'
import { stageConsent, stageDeleted, stageRoles } from './graph-seed-areas.ts'
import { bodyUnshown, stageBody } from './graph-seed-bodies.ts'
import { atLeastOne, collections, GUID, shownIn, typeOf } from './graph-seed-shapes.ts'
import { special } from './graph-seed-specials.ts'
import type { Stage, StagedType } from './graph-stage.ts'

/** The example as it is sent: with the ids of what was put into the tenant for it. */
export interface StagedRequest {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: { readonly [name: string]: string }
  readonly body: Json
}

/** Puts everything into the tenant that the request speaks of, and gives the request the ids of it. */
export const stageExample = (stage: Stage, { request, response }: GraphExample): StagedRequest => {
  const path = request.path.replace(/^\/me(?=\/|$)/, '/users/{me}').replace(/`$/, '')
  const [collection = '', ...rest] = path.split('/').filter((segment) => segment !== '')
  const answer = lenient(response.body)
  const segments = stageSubject(stage, collection, rest, answer, request.method)
  stagePolicies(stage, response.status, request.path)
  if (collection === 'users') stageSought(stage, request.query ?? '')
  if (request.query?.includes('hasMembersWithLicenseErrors')) stageLicenceError(stage)
  const shown = request.body_unknown ? bodyUnshown(request.method, request.path) : (request.body_raw ?? request.body)
  const body = stageBody(stage, shown, request.path)
  const query = request.query === null ? '' : `?${request.query}`
  const headers = isAdvanced(request) ? { ...request.headers, ConsistencyLevel: 'eventual' } : request.headers
  return { method: request.method, path: `/${segments.join('/')}${query}`, headers, body }
}

/** Some requests are shown without the header that their own page asks for with `$count`. */
const isAdvanced = ({ path, query }: GraphExample['request']): boolean =>
  path.endsWith('/$count') || (query ?? '').includes('$count')

/** Somebody whom the filter finds. */
const stageSought = (stage: Stage, query: string): void => {
  const [, property, end = ''] = /endsWith\((\w+),'([^']+)'\)/i.exec(query) ?? []
  if (property !== undefined) stage.put('user', { [property]: `adele.vance${decodeURIComponent(end)}` })
  const [, issuerAssignedId] = /issuerAssignedId eq '([^']+)'/.exec(query) ?? []
  const [, issuer = ''] = /\/issuer eq '([^']+)'/.exec(query) ?? []
  if (issuerAssignedId !== undefined)
    stage.put('user', { identities: [{ signInType: 'emailAddress', issuer, issuerAssignedId }] })
}

/** A refusal by a policy is shown where there is one. */
const stagePolicies = ({ store }: Stage, status: number, path: string): void => {
  if (status === 422 && path.endsWith('/validateProperties'))
    store.tenant = { ...store.tenant, policies: { groupNaming: { prefix: 'Myprefix_', suffix: '_mysuffix' } } }
}

/** Some answers have a comma too many. */
const lenient = (body: Json): Json => {
  if (typeof body !== 'string' || !body.startsWith('{')) return body
  return JSON.parse(body.replaceAll(/,(?=\s*[}\]])/g, '')) as Json
}

const stageSubject = (
  stage: Stage,
  collection: string,
  rest: readonly string[],
  answer: Json,
  method: string,
): readonly string[] => {
  if (collection === 'directory') return ['directory', ...stageDeleted(stage, rest, answer)]
  if (collection === 'roleManagement') return ['roleManagement', ...stageRoles(stage, rest, answer)]
  if (collection.toLowerCase() === 'oauth2permissiongrants') return [collection, ...stageConsent(stage, rest, answer)]
  if (collection === 'subscribedSkus' && rest.length > 0)
    return [collection, `${stage.store.tenant.id}_${stage.store.skus[0]?.skuId}`]
  const keyed = /^(\w+)\(appId='(.+)'\)$/.exec(collection)
  if (keyed) {
    const appId = keyed[2] ?? ''
    const known = stage.store.principals().find(({ properties }) => properties.appId === appId)
    const id = known?.id ?? stage.put('servicePrincipal', { appId })
    return [collection, ...stageLinked(stage, 'servicePrincipal', id, rest, answer)]
  }
  const type = collections[collection.toLowerCase()]
  if (!type) return [collection, ...rest]
  const [name = '', ...more] = rest
  if (name === '' || isFunction(name)) {
    if (method === 'GET') for (const item of shownIn(answer)) stage.put(typeOf(item, type), item)
    return [collection, ...rest]
  }
  const own = more.length === 0 && method === 'GET' ? (shownIn(answer)[0] ?? {}) : {}
  const id = stage.put(typeOf(own, type), { ...own, ...nameOf(type, name) })
  const shown = /[@=]/.test(name) && !name.startsWith('{') ? name : id
  return [collection, shown, ...stageLinked(stage, type, id, more, answer)]
}

/** A group whose licence did not reach a member. */
const stageLicenceError = ({ store, put }: Stage): void => {
  const [group, user] = [
    put('group', { displayName: 'All without licences', assignedLicenses: [{}] }),
    store.user(put('user')),
  ]
  if (!user) return
  store.link('members', group, user.id)
  const failed = { state: 'Error', error: 'CountViolation', assignedByGroup: group } as const
  store.put({ ...user, licences: user.licences.map((licence) => ({ ...licence, ...failed })) })
}

const isFunction = (name: string): boolean =>
  /^(\$count|delta|getByIds|validateProperties|getAvailableExtensionProperties)$/.test(name)

const nameOf = (type: StagedType, name: string): JsonObject => {
  if (GUID.test(name)) return { id: name }
  const key = /^(\w+)=(.+)$/.exec(name)
  if (key) return { [key[1] ?? '']: key[2] ?? '' }
  return type === 'user' && name.includes('@') ? { userPrincipalName: name, id: null } : { id: null }
}

const groups: StagedType = 'group'
const usualTarget: { readonly [link: string]: StagedType } = {
  memberof: groups,
  transitivememberof: groups,
  ownedobjects: groups,
  createdobjects: groups,
  owneddevices: 'device',
  registereddevices: 'device',
}

/** What hangs on an object: links, and things that lie beside the directory. */
const stageLinked = (
  stage: Stage,
  type: StagedType,
  id: string,
  [link = '', ...rest]: readonly string[],
  answer: Json,
): readonly string[] => {
  if (link === '') return []
  const items = shownIn(answer)
  const known = special[link.toLowerCase()]
  if (known) return [link, ...known(stage, { type, id }, rest, items)]
  const connect = connects[link.toLowerCase()]
  if (!connect) return [link, ...rest]
  const [target = '', ...more] = rest
  const isTarget = target !== '' && !/^\$|^microsoft\.graph/.test(target)
  const cast = /^microsoft\.graph\.(\w+)$/.exec(target)?.[1] as StagedType | undefined
  const otherwise = cast ?? usualTarget[link.toLowerCase()] ?? 'user'
  const wishes: readonly JsonObject[] = isTarget ? [GUID.test(target) ? { id: target } : {}] : atLeastOne(items)
  const targets = wishes.map((wish) => stage.put(typeOf(wish, otherwise), wish))
  for (const to of targets) connect(stage, id, to)
  return isTarget ? [link, targets[0] ?? target, ...more] : [link, ...rest]
}

type Connect = (stage: Stage, from: string, to: string) => void

const member: Connect = ({ store }, holder, held) => {
  if (store.group(holder) || store.object(holder)?.type === 'directoryRole') store.link('members', holder, held)
}
const memberOf: Connect = (stage, from, to) => member(stage, to, from)
const hold =
  (link: 'registeredOwners' | 'registeredUsers'): Connect =>
  ({ store }, deviceId, userId) => {
    const device = storedDevice(store, deviceId)
    if (device) store.put({ ...device, [link]: [...device[link], userId] })
  }

const connects: { readonly [link: string]: Connect } = {
  members: member,
  transitivemembers: member,
  memberof: memberOf,
  transitivememberof: memberOf,
  owners: ({ store }, from, to) => {
    store.link('owners', from, to)
    // The last owner cannot go.
    store.link('owners', from, store.users()[0]?.id ?? to)
  },
  ownedobjects: ({ store }, from, to) => store.link('owners', to, from),
  createdobjects: () => {},
  directreports: ({ store }, from, to) => store.setManager(to, from),
  manager: ({ store }, from, to) => store.setManager(from, to),
  sponsors: ({ store }, from, to) => addSponsor(store, from, to),
  registeredowners: hold('registeredOwners'),
  registeredusers: hold('registeredUsers'),
  owneddevices: (stage, from, to) => hold('registeredOwners')(stage, to, from),
  registereddevices: (stage, from, to) => hold('registeredUsers')(stage, to, from),
}
