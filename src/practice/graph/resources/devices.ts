import type { JsonObject } from '../../../model/json.ts'
import { storedDevice } from '../../entra/stored-devices.ts'
import { type StoredDevice, textOf } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { listObjects } from '../odata/list-objects.ts'
import { showCreated, showObject } from '../odata/show-object.ts'
import type { Route } from '../route.ts'
import { entityTypes } from '../schema/entity-type.ts'
import { guardQuota } from './quota.ts'
import { bodyObject, bodyReference, requireGuid } from './resolve.ts'
import { readProperties } from './write-properties.ts'

const deviceOf = (call: GraphCall): StoredDevice => {
  const id = call.params.id ?? ''
  const device = storedDevice(call.store, requireGuid(id))
  if (!device) throw new GraphFault('not-found', { id })
  return device
}

/** Of all that a device has, an application writes whether it may be used and its extension attributes; the rest comes from the device. */
const update = (call: GraphCall): GraphAnswer => {
  const device = deviceOf(call)
  const { extensionAttributes, ...properties } = readProperties(bodyObject(call), entityTypes.device)
  const attributes = {
    ...(device.properties.extensionAttributes as JsonObject),
    ...(extensionAttributes as JsonObject),
  }
  call.store.put({
    ...device,
    properties: {
      ...device.properties,
      ...properties,
      ...(extensionAttributes === undefined ? {} : { extensionAttributes: attributes }),
    },
  })
  return noContent
}

const remove = (call: GraphCall): GraphAnswer => {
  call.store.erase(deviceOf(call).id)
  return noContent
}

const REQUIRED = [
  'accountEnabled',
  'alternativeSecurityIds',
  'deviceId',
  'displayName',
  'operatingSystem',
  'operatingSystemVersion',
] as const

/** https://learn.microsoft.com/graph/api/device-post-devices */
const create = (call: GraphCall): GraphAnswer => {
  const body = Object.entries(bodyObject(call)).filter(([name]) => !name.includes('@'))
  const properties = Object.fromEntries(body)
  for (const property of REQUIRED)
    if (properties[property] === undefined) throw new GraphFault('required', { property, resource: 'Device' })
  for (const property of Object.keys(properties))
    if (!Object.hasOwn(entityTypes.device.properties, property)) throw new GraphFault('unknown-property', { property })
  const isTaken = call.store.devices().some((device) => textOf(device, 'deviceId') === properties.deviceId)
  if (isTaken) throw new GraphFault('conflict-generic')
  guardQuota(call)
  const createdDateTime = call.store.timestamp()
  const device: StoredDevice = {
    type: 'device',
    id: call.store.newId(),
    deletedDateTime: null,
    properties: { createdDateTime, registrationDateTime: createdDateTime, ...properties },
    registeredOwners: [],
    registeredUsers: [],
  }
  call.store.put(device)
  return showCreated(call, device)
}

const addHolder =
  (link: 'registeredOwners' | 'registeredUsers') =>
  (call: GraphCall): GraphAnswer => {
    const device = deviceOf(call)
    const holder = bodyReference(call)
    if (holder.type !== 'user') throw new GraphFault('member-type', { property: link })
    if (device[link].includes(holder.id)) throw new GraphFault('conflict-generic')
    call.store.put({ ...device, [link]: [...device[link], holder.id] })
    return noContent
  }

export const deviceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/devices',
    handle: (call) => listObjects(call, { type: entityTypes.device, all: () => call.store.devices() }),
  },
  { method: 'POST', path: '/devices', handle: create },
  { method: 'GET', path: '/devices/{id}', handle: (call) => showObject(call, deviceOf(call)) },
  { method: 'PATCH', path: '/devices/{id}', handle: update },
  { method: 'DELETE', path: '/devices/{id}', handle: remove },
  { method: 'POST', path: '/devices/{id}/registeredOwners/$ref', handle: addHolder('registeredOwners') },
  { method: 'POST', path: '/devices/{id}/registeredUsers/$ref', handle: addHolder('registeredUsers') },
]
