import type { JsonObject } from '../../../model/json.ts'
import { autopilotShelf, type StoredAutopilot } from '../../entra/stored-autopilot.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { filteredList } from '../odata/filtered-list.ts'
import { selectPlain } from '../odata/plain-list.ts'
import type { Route } from '../route.ts'
import { bodyObject } from './resolve.ts'

const SET = 'deviceManagement/windowsAutopilotDeviceIdentities'

const shown = (device: StoredAutopilot): JsonObject => ({
  '@odata.type': '#microsoft.graph.windowsAutopilotDeviceIdentity',
  ...device,
  groupTag: '',
  enrollmentState: 'enrolled',
})

const named = (call: GraphCall): StoredAutopilot => {
  const id = call.params.id ?? ''
  const device = autopilotShelf(call.store).get(id)
  if (!device) throw new GraphFault('not-found', { id })
  return device
}

const list = (call: GraphCall): GraphAnswer =>
  filteredList(call, { set: SET, items: autopilotShelf(call.store).all().map(shown) })

const one = (call: GraphCall): GraphAnswer => selectPlain(call, SET, shown(named(call)))

/** https://learn.microsoft.com/graph/api/intune-enrollment-windowsautopilotdeviceidentity-assignusertodevice */
const assign = (call: GraphCall): GraphAnswer => {
  const device = named(call)
  const { userPrincipalName = '', addressableUserName = '', ...others } = bodyObject(call)
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw new GraphFault('unknown-property', { property: unknown })
  const [user] = call.store.find('userPrincipalName', String(userPrincipalName))
  if (!user) throw new GraphFault('not-found', { id: String(userPrincipalName) })
  const assigned = {
    ...device,
    userPrincipalName: String(userPrincipalName),
    addressableUserName: String(addressableUserName),
  }
  autopilotShelf(call.store).put(device.id, assigned)
  return noContent
}

const unassign = (call: GraphCall): GraphAnswer => {
  const device = named(call)
  autopilotShelf(call.store).put(device.id, { ...device, userPrincipalName: '', addressableUserName: '' })
  return noContent
}

const DEVICES = '/deviceManagement/windowsAutopilotDeviceIdentities'

export const autopilotRoutes: readonly Route[] = [
  { method: 'GET', path: DEVICES, handle: list },
  { method: 'GET', path: `${DEVICES}/{id}`, handle: one },
  { method: 'POST', path: `${DEVICES}/{id}/assignUserToDevice`, handle: assign },
  { method: 'POST', path: `${DEVICES}/{id}/unassignUserFromDevice`, handle: unassign },
]
