import type { JsonObject } from '../../../model/json.ts'
import { deviceShelf, type StoredDevice } from '../../entra/stored-devices.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { selectPlain } from '../odata/plain-list.ts'
import { represent } from '../odata/represent.ts'
import type { Route } from '../route.ts'
import { bodyObject, requireGuid, resolveUser } from './resolve.ts'

const deviceOf = (call: GraphCall): StoredDevice => {
  const id = call.params.id ?? ''
  const device = deviceShelf(call.store).get(requireGuid(id))
  if (!device) throw new GraphFault('not-found', { id })
  return device
}

const shown = ({ id, properties }: StoredDevice): JsonObject => ({ id, ...properties })

/** Lists of links name the type of everything in them, whatever else is asked for. */
const typed = (type: string, answer: GraphAnswer): GraphAnswer => {
  const body = answer.body as { readonly value: readonly JsonObject[] }
  const value = body.value.map((item) => ({ '@odata.type': `#microsoft.graph.${type}`, ...item }))
  return { ...answer, body: { ...body, value } }
}

const listOf =
  (link: 'owners' | 'users') =>
  (call: GraphCall): GraphAnswer => {
    const user = resolveUser(call)
    const devices = deviceShelf(call.store)
      .all()
      .filter((device) => device[link].includes(user.id))
    return typed('device', selectPlain(call, 'directoryObjects', devices.map(shown)))
  }

const HOLDER = ['id', 'displayName', 'userPrincipalName', 'mail', 'jobTitle'] as const

const holdersOf =
  (link: 'owners' | 'users') =>
  (call: GraphCall): GraphAnswer => {
    const holders = deviceOf(call)[link].flatMap((id) => call.store.user(id) ?? [])
    const users = holders.map((user) => represent(call.store, user, HOLDER))
    return typed('user', selectPlain(call, 'directoryObjects', users))
  }

/** Of all that a device has, an application writes whether it may be used; the rest comes from the device. */
const update = (call: GraphCall): GraphAnswer => {
  const device = deviceOf(call)
  const { accountEnabled, ...others } = bodyObject(call)
  const [unknown] = Object.keys(others).filter((name) => !name.includes('@'))
  if (unknown !== undefined)
    throw Object.hasOwn(device.properties, unknown)
      ? new GraphFault('read-only', { property: unknown })
      : new GraphFault('unknown-property', { property: unknown })
  if (typeof accountEnabled !== 'boolean')
    throw new GraphFault('conversion', { value: String(accountEnabled), type: 'Edm.Boolean' })
  deviceShelf(call.store).put(device.id, { ...device, properties: { ...device.properties, accountEnabled } })
  return noContent
}

const remove = (call: GraphCall): GraphAnswer => {
  deviceShelf(call.store).remove(deviceOf(call).id)
  return noContent
}

export const deviceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/devices',
    handle: (call) => selectPlain(call, 'devices', deviceShelf(call.store).all().map(shown)),
  },
  { method: 'GET', path: '/devices/{id}', handle: (call) => selectPlain(call, 'devices', shown(deviceOf(call))) },
  { method: 'PATCH', path: '/devices/{id}', handle: update },
  { method: 'DELETE', path: '/devices/{id}', handle: remove },
  { method: 'GET', path: '/devices/{id}/registeredOwners', handle: holdersOf('owners') },
  { method: 'GET', path: '/devices/{id}/registeredUsers', handle: holdersOf('users') },
  { method: 'GET', path: '/users/{id}/ownedDevices', handle: listOf('owners') },
  { method: 'GET', path: '/users/{id}/registeredDevices', handle: listOf('users') },
]
