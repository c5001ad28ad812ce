import type { Json, JsonObject } from '../../../model/json.ts'
import type { StoredGroup, StoredObject, StoredUser } from '../../entra/stored-objects.ts'
import type { GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

export const isGuid = (text: string): boolean => GUID.test(text)

/** The user that `{id}` names, by id or by user principal name. */
export const resolveUser = (call: GraphCall, id = call.params.id ?? ''): StoredUser => {
  // A leading `$` would read as a query option, so clients write users('$x@y') and Graph takes the name as it stands.
  if (!isGuid(id) && !id.includes('@')) throw new GraphFault('bad-id', { id })
  const user = isGuid(id) ? call.store.user(id) : userNamed(call, id)
  if (!user) throw new GraphFault('not-found', { id })
  return user
}

const userNamed = (call: GraphCall, name: string): StoredUser | undefined =>
  call.store.find('userPrincipalName', name).find((object): object is StoredUser => object.type === 'user')

export const resolveGroup = (call: GraphCall, id = call.params.id ?? ''): StoredGroup => {
  const group = call.store.group(requireGuid(id))
  if (!group) throw new GraphFault('not-found', { id })
  return group
}

export const resolveObject = (call: GraphCall, id = call.params.id ?? ''): StoredObject => {
  const object = call.store.object(requireGuid(id))
  if (!object) throw new GraphFault('not-found', { id })
  return object
}

const keys = {
  directoryRole: 'roleTemplateId',
  servicePrincipal: 'appId',
  application: 'appId',
  device: 'deviceId',
} as const

/** The object of a type, by its id or by its other key, as in `directoryRoles(roleTemplateId='…')`. */
export const resolveTyped = <Type extends keyof typeof keys>(
  call: GraphCall,
  type: Type,
): Extract<StoredObject, { type: Type }> => {
  const id = call.params.id ?? ''
  const named = id.startsWith(`${keys[type]}=`) ? id.slice(keys[type].length + 1).toLowerCase() : null
  const all: readonly StoredObject[] = {
    directoryRole: call.store.roles(),
    servicePrincipal: call.store.principals(),
    application: call.store.applications(),
    device: call.store.devices(),
  }[type]
  const object =
    named === null
      ? call.store.object(requireGuid(id))
      : all.find(({ properties }) => String(properties[keys[type]]).toLowerCase() === named)
  if (object?.type !== type) throw new GraphFault('not-found', { id: named ?? id })
  return object as Extract<StoredObject, { type: Type }>
}

export const requireGuid = (id: string): string => {
  if (!isGuid(id)) throw new GraphFault('bad-id', { id })
  return id
}

/** The body as an object; refused where it is missing or something else. */
export const bodyObject = (call: GraphCall): JsonObject => {
  const { body } = call.request
  if (body === undefined) throw new GraphFault('body-empty')
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new GraphFault('body-json')
  return body as JsonObject
}

const REFERENCE = /\/(?:directoryObjects|users|groups|servicePrincipals|devices|contacts)(?:\/|\(')([^/()']+)(?:'\))?$/i

/** The object that a URL such as `https://graph.microsoft.com/v1.0/directoryObjects/{id}` points to. */
export const resolveReference = (call: GraphCall, url: Json | undefined): StoredObject => {
  const id = referenceId(url)
  const object = isGuid(id) ? call.store.object(id) : userNamed(call, id)
  if (!object) throw new GraphFault('not-found', { id })
  return object
}

const referenceId = (url: Json | undefined): string => {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : null
  const match = parsed && /^https?:$/.test(parsed.protocol) ? REFERENCE.exec(decodeURIComponent(parsed.pathname)) : null
  if (match?.[1] === undefined) throw new GraphFault('bad-ref')
  return match[1]
}

/** The reference in the body of a `$ref` write. */
export const bodyReference = (call: GraphCall): StoredObject => resolveReference(call, bodyObject(call)['@odata.id'])
