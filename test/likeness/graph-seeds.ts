import type { Json, JsonObject } from '../../src/model/json.ts'
import { appRoleGrants, consentGrants, roleEligibilities } from '../../src/practice/entra/rights-shelves.ts'
import { activeGrants, assignmentId, giveRole } from '../../src/practice/entra/role-assignments.ts'
import { roleFacts } from '../../src/practice/entra/role-facts.ts'
import { addSponsor } from '../../src/practice/entra/sponsors.ts'
import { deviceShelf, putManagedDevice } from '../../src/practice/entra/stored-devices.ts'
import type { StoredMethod } from '../../src/practice/entra/stored-objects.ts'
import type { GraphExample } from './graph-corpus.ts'
import type { Stage, StagedType } from './graph-stage.ts'

/** The example as it is sent: with the ids of what was put into the tenant for it. */
export interface StagedRequest {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: { readonly [name: string]: string }
  readonly body: Json
}

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const collections: { readonly [collection: string]: StagedType } = {
  users: 'user',
  groups: 'group',
  devices: 'device',
  serviceprincipals: 'servicePrincipal',
  applications: 'application',
  directoryroles: 'directoryRole',
  directoryobjects: 'user',
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects of an answer: the items of a list, or the one that it is. */
const shownIn = (body: Json): readonly JsonObject[] => {
  if (!isObject(body)) return []
  return Array.isArray(body.value) ? (body.value as readonly Json[]).filter(isObject) : [body]
}

const typeOf = (item: JsonObject, otherwise: StagedType): StagedType => {
  const name = String(item['@odata.type'] ?? '').replace('#microsoft.graph.', '')
  return Object.values(collections).includes(name as StagedType) ? (name as StagedType) : otherwise
}

/** Puts everything into the tenant that the request speaks of, and gives the request the ids of it. */
export const stageExample = (stage: Stage, { request, response }: GraphExample): StagedRequest => {
  const path = request.path.replace(/^\/me(?=\/|$)/, '/users/{me}').replace(/`$/, '')
  const [collection = '', ...rest] = path.split('/').filter((segment) => segment !== '')
  const answer = lenient(response.body)
  const segments = stageSubject(stage, collection, rest, answer, request.method)
  const body = stageBody(stage, request.body_raw ?? request.body, request.path)
  const query = request.query === null ? '' : `?${request.query}`
  return { method: request.method, path: `/${segments.join('/')}${query}`, headers: request.headers, body }
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
    const id = stage.put('servicePrincipal', { appId: keyed[2] ?? '' })
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

const atLeastOne = (items: readonly JsonObject[]): readonly JsonObject[] => (items.length > 0 ? items : [{}])

type Connect = (stage: Stage, from: string, to: string) => void

const member: Connect = ({ store }, holder, held) => {
  if (store.group(holder) || store.object(holder)?.type === 'directoryRole') store.link('members', holder, held)
}
const memberOf: Connect = (stage, from, to) => member(stage, to, from)
const hold =
  (link: 'owners' | 'users'): Connect =>
  ({ store }, deviceId, userId) => {
    const device = deviceShelf(store).get(deviceId)
    if (device) deviceShelf(store).put(deviceId, { ...device, [link]: [...device[link], userId] })
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
  registeredowners: hold('owners'),
  registeredusers: hold('users'),
  owneddevices: (stage, from, to) => hold('owners')(stage, to, from),
  registereddevices: (stage, from, to) => hold('users')(stage, to, from),
}

type Special = (
  stage: Stage,
  subject: { readonly type: StagedType; readonly id: string },
  rest: readonly string[],
  items: readonly JsonObject[],
) => readonly string[]

const putAppRole = (stage: Stage, principalId: string, resourceId: string, item: JsonObject): string => {
  const id = /^[\w-]{20,}$/.test(String(item.id)) ? String(item.id) : `grant-${stage.newId()}`
  const appRoleId = '00000000-0000-0000-0000-000000000000'
  appRoleGrants(stage.store).put(id, {
    id,
    principalId,
    resourceId,
    appRoleId,
    createdDateTime: '2026-11-01T08:00:00Z',
  })
  return id
}

const appRoles =
  (toSubject: boolean): Special =>
  (stage, { id }, rest, items) => {
    const ids = atLeastOne(items).map((item) => {
      const known = GUID.test(String(item.resourceId)) ? { id: String(item.resourceId) } : {}
      const other = toSubject ? stage.put('servicePrincipal', known) : stage.put('user')
      return toSubject ? putAppRole(stage, id, other, item) : putAppRole(stage, other, id, item)
    })
    return rest.length === 0 ? [] : [ids[0] ?? '', ...rest.slice(1)]
  }

const putRule = (stage: Stage, userId: string): void => {
  stage.exchange.found()
  const mailbox = stage.exchange.of(userId)
  if (!mailbox) return
  const actions = { markAsRead: true }
  const rule = { id: 'AQAAAJ5dZqA=', displayName: 'Partner', sequence: 1, isEnabled: true, conditions: {}, actions }
  stage.exchange.put({ ...mailbox, rules: [rule] })
}

const methodTypes: { readonly [collection: string]: StoredMethod['type'] } = {
  methods: 'windowsHelloForBusiness',
  emailMethods: 'email',
  phoneMethods: 'phone',
  microsoftAuthenticatorMethods: 'microsoftAuthenticator',
}

const special: { readonly [link: string]: Special } = {
  approleassignments: appRoles(true),
  approleassignedto: appRoles(false),
  oauth2permissiongrants: (stage, { id }, rest) => {
    putConsent(stage, { principalId: id })
    return rest
  },
  manageddevices: (stage, { id }, rest) => {
    const device = stage.newId()
    putManagedDevice(stage.store, { id: device, userId: id, actions: [], properties: { deviceName: 'CONTOSO-LT-1' } })
    return rest.length === 0 ? [] : [device, ...rest.slice(1)]
  },
  mailfolders: (stage, { id }, rest) => {
    putRule(stage, id)
    return rest
  },
  authentication: ({ store }, subject, [collection = '', method = '', ...rest]) => {
    const user = store.user(subject.id)
    const type = methodTypes[collection]
    const id = /^\{/.test(method) ? store.ids.uuid('method') : method
    const properties = { displayName: 'Phone', createdDateTime: '2026-11-01T08:00:00Z', emailAddress: 'a@example.com' }
    if (user && type) store.put({ ...user, methods: [{ id, type, properties }] })
    return [collection, ...(method === '' ? [] : [id]), ...rest]
  },
}

/** Deleted users and groups, by id or in the list. */
const stageDeleted = (stage: Stage, rest: readonly string[], answer: Json): readonly string[] => {
  const [first = '', name = '', ...more] = rest
  if (first.toLowerCase() !== 'deleteditems') return rest
  const cast = /^microsoft\.graph\.(\w+)$/.exec(name)?.[1] as StagedType | undefined
  const at = { deletedDateTime: '2026-11-20T08:00:00Z' }
  const [item = {}] = shownIn(answer)
  const type = cast ?? typeOf(item, 'user')
  const id = stage.put(type, { ...item, ...(GUID.test(name) ? { id: name } : {}), ...at })
  const object = stage.store.deleted(id)
  if (object?.type === 'user') {
    const mangled = `${id.replaceAll('-', '')}${object.properties.userPrincipalName}`
    stage.store.put({ ...object, properties: { ...object.properties, userPrincipalName: mangled } })
  }
  return cast === undefined && name !== '' ? [first, id, ...more] : rest
}

const putConsent = (stage: Stage, wish: JsonObject): string => {
  const id = /^[\w-]{20,}$/.test(String(wish.id)) ? String(wish.id) : `consent-${stage.newId()}`
  consentGrants(stage.store).put(id, {
    id,
    clientId: stage.put('servicePrincipal'),
    consentType: 'Principal',
    principalId: typeof wish.principalId === 'string' ? wish.principalId : stage.put('user'),
    resourceId: stage.put('servicePrincipal'),
    scope: 'User.Read',
  })
  return id
}

const stageConsent = (stage: Stage, rest: readonly string[], answer: Json): readonly string[] => {
  const [name = '', ...more] = rest
  if (name === 'delta') return rest
  const [item = {}] = shownIn(answer)
  const id = putConsent(stage, { ...(name === '' ? { id: item.id ?? null } : { id: name }) })
  return name === '' ? [] : [id, ...more]
}

const firstRole = roleFacts[1]?.id ?? ''

/** Somebody who holds a role and may switch on another. */
const stageRoles = (stage: Stage, rest: readonly string[], answer: Json): readonly string[] => {
  const [provider = '', collection = '', name = '', ...more] = rest
  if (provider !== 'directory') return rest
  const [item = {}] = shownIn(answer)
  const principalId = stage.put('user', GUID.test(String(item.principalId)) ? { id: item.principalId ?? null } : {})
  const scope = { directoryScopeId: '/', startDateTime: '2026-11-01T08:00:00Z', endDateTime: null }
  const grant = { id: assignmentId(firstRole, principalId, '/'), principalId, roleDefinitionId: firstRole, ...scope }
  giveRole(stage.store, { ...grant, assignmentType: 'Assigned' })
  const eligibility = { ...grant, id: `${grant.id}-e` }
  roleEligibilities(stage.store).put(eligibility.id, eligibility)
  if (name === '' || name.startsWith('filterBy')) return rest
  if (collection === 'roleDefinitions')
    return [provider, collection, roleFacts.some(({ id }) => id === name) ? name : firstRole]
  const id = activeGrants(stage.store).some((one) => one.id === grant.id) ? grant.id : name
  return [provider, collection, collection.startsWith('roleElig') ? eligibility.id : id, ...more]
}

/** Puts in what the body points to: references, principals, resources, licences. */
const stageBody = (stage: Stage, body: Json, path: string): Json => {
  if (Array.isArray(body)) return body.map((item: Json) => stageBody(stage, item, path))
  if (!isObject(body)) return body
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, stageValue(stage, name, value, path)]))
}

const stageValue = (stage: Stage, name: string, value: Json, path: string): Json => {
  if (name === '@odata.id' || name.endsWith('@odata.bind'))
    return Array.isArray(value)
      ? value.map((url: Json) => reference(stage, String(url)))
      : reference(stage, String(value))
  if (name === 'principalId') return stage.put('user', GUID.test(String(value)) ? { id: value } : {})
  if (name === 'clientId' || name === 'resourceId')
    return stage.put('servicePrincipal', GUID.test(String(value)) ? { id: value } : {})
  if (name === 'roleDefinitionId') return firstRole
  if (/getByIds$/.test(path) && name === 'ids') return [stage.put('user'), stage.put('user')]
  if (name === 'skuId') return stage.store.skus[1]?.skuId ?? value
  if (name === 'disabledPlans') return []
  if (name === 'removeLicenses' && Array.isArray(value))
    return value.length === 0 ? [] : [stage.store.skus[0]?.skuId ?? '']
  return stageBody(stage, value, path)
}

const reference = (stage: Stage, url: string): string => {
  const [, collection = '', name = ''] = /\/([\w]+)\/([^/]+)$/.exec(url) ?? []
  const type = collections[collection.toLowerCase()] ?? 'user'
  const id = stage.put(type, GUID.test(name) ? { id: name } : {})
  return `https://graph.microsoft.com/v1.0/${collection || 'directoryObjects'}/${id}`
}
