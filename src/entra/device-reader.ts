import type { DeviceHolder } from '../model/devices.ts'
import type { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { DeviceReader } from '../ports/devices.ts'
import { textIn } from '../wire/json-shape.ts'
import { deviceOf, holderOf, managedDeviceOf } from './device-shapes.ts'
import { deviceUrls } from './device-url.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import type { GraphPath } from './graph-url.ts'
import { isMissing, orNull } from './or-null.ts'
import { allPages } from './pages.ts'

/** https://learn.microsoft.com/graph/api/resources/device#properties */
const deviceProperties = [
  'id',
  'displayName',
  'accountEnabled',
  'onPremisesSyncEnabled',
  'operatingSystem',
  'trustType',
] as const

const holderProperties = ['id', 'displayName', 'userPrincipalName'] as const

/** https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevice#properties */
const managedProperties = [
  'id',
  'deviceName',
  'managedDeviceOwnerType',
  'managementState',
  'operatingSystem',
  'userId',
] as const

/** Lists of devices leave the actions out; one device by itself shows them where they are named. */
const withActions = [...managedProperties, 'deviceActionResults'] as const

/** Reads of devices over Graph. */
export const deviceReader = (send: Send, root: GraphRoot): DeviceReader => {
  const list = (path: GraphPath, doing: string): Promise<readonly Json[]> => allPages(send, root, path, doing)

  return {
    async device(id) {
      const path = deviceUrls.deviceRead(id, deviceProperties)
      const answer = await orNull(send({ method: 'GET', path, doing: `reading the device ${id}` }), isMissing)
      return answer && deviceOf(answer.json)
    },
    async devicesOf(userId) {
      const doing = `reading the devices of ${userId}`
      const links = (['ownedDevices', 'registeredDevices'] as const).map((link) =>
        list(deviceUrls.devicesOf(userId, link, deviceProperties), doing),
      )
      return eachOnce((await Promise.all(links)).flat().filter(isDevice).map(deviceOf))
    },
    async deviceHolders(deviceId) {
      const doing = `reading whose the device ${deviceId} is`
      const links = (['registeredOwners', 'registeredUsers'] as const).map((link) =>
        list(deviceUrls.holders(deviceId, link, holderProperties), doing),
      )
      const holders: readonly DeviceHolder[] = (await Promise.all(links)).flat().map(holderOf)
      return eachOnce(holders)
    },
    async managedDevicesOf(userId) {
      const path = deviceUrls.managedDevicesOf(userId, managedProperties)
      const devices = await orNull(list(path, `reading the managed devices of ${userId}`), isWithoutIntune)
      return eachOnce((devices ?? []).map(managedDeviceOf))
    },
    async managedDevice(id) {
      const path = deviceUrls.managedDevice(id, withActions)
      const answer = await orNull(send({ method: 'GET', path, doing: `reading the managed device ${id}` }), isMissing)
      return answer && managedDeviceOf(answer.json)
    },
  }
}

/** Both links can lead to the same object; one order makes equal answers equal. */
const eachOnce = <T extends { readonly id: string }>(objects: readonly T[]): readonly T[] =>
  [...new Map(objects.map((object) => [object.id, object])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))

/** An app role that makes something an owner of an endpoint is listed among devices too. */
const isDevice = (json: Json): boolean =>
  (textIn(json, '@odata.type') ?? '#microsoft.graph.device') === '#microsoft.graph.device'

/** What a tenant answers that has never had Intune. */
export const isWithoutIntune = ({ code, message }: Fault): boolean =>
  code === 'entra/bad-request' && /not applicable to target tenant/i.test(message)
