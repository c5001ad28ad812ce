import type { Json, JsonObject } from '../../../model/json.ts'
import {
  managedDevice,
  managedDevicesOf,
  progressOf,
  putManagedDevice,
  type StoredDeviceAction,
  type StoredManagedDevice,
} from '../../entra/stored-devices.ts'
import { textOf } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { selectPlain } from '../odata/plain-list.ts'
import type { Route } from '../route.ts'
import { managedDeviceDefaults } from '../schema/managed-device-defaults.ts'
import { bodyObject, requireGuid, resolveUser } from './resolve.ts'

/** By its own id, or through the user whose it is. */
const deviceOf = (call: GraphCall): StoredManagedDevice => {
  const { id: first = '', ref } = call.params
  const id = ref ?? first
  const device = managedDevice(call.store, requireGuid(id))
  if (!device || (ref !== undefined && device.userId !== resolveUser(call).id))
    throw new GraphFault('not-found', { id })
  return device
}

/** https://learn.microsoft.com/graph/api/resources/intune-devices-managementstate */
const states = {
  retire: { pending: 'retirePending', active: 'retireIssued', done: 'managed' },
  wipe: { pending: 'wipePending', active: 'wipeIssued', done: 'managed' },
} as const

const stateOf = (call: GraphCall, { actions }: StoredManagedDevice): string => {
  const last = actions.at(-1)
  return last ? states[last.end][progressOf(last, call.store.clock.now())] : 'managed'
}

const resultOf = (call: GraphCall, action: StoredDeviceAction): JsonObject => ({
  '@odata.type': '#microsoft.graph.deviceActionResult',
  actionName: action.end,
  actionState: progressOf(action, call.store.clock.now()),
  startDateTime: action.at,
  lastUpdatedDateTime: action.at,
})

/** Lists leave out what was asked of a device, as Intune's do. */
const shown = (call: GraphCall, device: StoredManagedDevice, results: Json): JsonObject => {
  const user = call.store.user(device.userId)
  return {
    id: device.id,
    userId: device.userId,
    userPrincipalName: (user && textOf(user, 'userPrincipalName')) ?? '',
    userDisplayName: (user && textOf(user, 'displayName')) ?? '',
    ...managedDeviceDefaults,
    ...device.properties,
    managementState: stateOf(call, device),
    deviceActionResults: results,
  }
}

const list = (call: GraphCall): GraphAnswer => {
  const devices = managedDevicesOf(call.store, resolveUser(call).id)
  return selectPlain(
    call,
    'managedDevices',
    devices.map((device) => shown(call, device, [])),
  )
}

const show = (call: GraphCall): GraphAnswer => {
  const device = deviceOf(call)
  const results = device.actions.map((action) => resultOf(call, action))
  return selectPlain(call, 'managedDevices', shown(call, device, results))
}

const ask = (call: GraphCall, end: StoredDeviceAction['end'], keeps: boolean): GraphAnswer => {
  const device = deviceOf(call)
  const at = new Date(call.store.clock.now()).toISOString()
  putManagedDevice(call.store, { ...device, actions: [...device.actions, { end, at, keeps }] })
  return noContent
}

/** https://learn.microsoft.com/graph/api/intune-devices-manageddevice-wipe */
const OPTIONS: ReadonlySet<string> = new Set([
  'keepEnrollmentData',
  'keepUserData',
  'macOsUnlockCode',
  'obliterationBehavior',
  'persistEsimDataPlan',
  'useProtectedWipe',
])

const wipe = (call: GraphCall): GraphAnswer => {
  const wish = call.request.body === undefined ? {} : bodyObject(call)
  const [unknown] = Object.keys(wish).filter((name) => !OPTIONS.has(name))
  if (unknown !== undefined) throw new GraphFault('unknown-property', { property: unknown })
  return ask(call, 'wipe', wish.keepEnrollmentData === true)
}

const routesOf = (path: string): readonly Route[] => [
  { method: 'GET', path, handle: show },
  { method: 'POST', path: `${path}/retire`, handle: (call) => ask(call, 'retire', false) },
  { method: 'POST', path: `${path}/wipe`, handle: wipe },
]

export const managedDeviceRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/{id}/managedDevices', handle: list },
  ...routesOf('/users/{id}/managedDevices/{ref}'),
  ...routesOf('/deviceManagement/managedDevices/{id}'),
]
