import type { DeviceAction, DeviceEnd, EntraDevice, ManagedDevice } from '../../model/devices.ts'
import { Fault } from '../../model/fault.ts'
import { makerOf } from '../../model/object-ref.ts'
import type { DeviceReader, DeviceWriter } from '../../ports/devices.ts'
import { type EntraOverlay, requireUser } from './entra-overlay.ts'

const missing = (doing: string, what: string, id: string): Fault =>
  new Fault('entra/not-found', { doing, detail: `there is no ${what} ${id}` })

const patched = ({ devices }: EntraOverlay, device: EntraDevice): EntraDevice => ({
  ...device,
  isEnabled: devices.enabled.get(device.id) ?? device.isEnabled,
})

const readDevice = async (overlay: EntraOverlay, id: string): Promise<EntraDevice | null> => {
  if (overlay.devices.deleted.has(id)) return null
  const live = await overlay.live.device(id)
  return live && patched(overlay, live)
}

/** Asked for, and not carried out yet: how soon a device reports to Intune nobody knows. */
const pendingStates: { readonly [end in DeviceEnd]: string } = { retire: 'retirePending', wipe: 'wipePending' }

const ended = ({ devices }: EntraOverlay, device: ManagedDevice): ManagedDevice => {
  const end = devices.ends.get(device.id)
  return end ? { ...device, state: pendingStates[end] } : device
}

const readManaged = async (overlay: EntraOverlay, id: string): Promise<ManagedDevice | null> => {
  const live = await overlay.live.managedDevice(id)
  const end = overlay.devices.ends.get(id)
  if (!live || !end) return live
  const pending: DeviceAction = { end, state: 'pending', startedAt: '' }
  return { ...ended(overlay, live), actions: [...live.actions, pending] }
}

/** What the live tenant has of a user; nothing where the plan makes that user or brings it back. */
const liveOf = async <T>(
  overlay: EntraOverlay,
  userId: string,
  read: (id: string) => Promise<readonly T[]>,
): Promise<readonly T[]> => {
  if (makerOf(userId) !== undefined) return []
  try {
    return await read(userId)
  } catch (error) {
    const isMissing = error instanceof Fault && error.code === 'entra/not-found'
    if (isMissing && overlay.users.get(userId)?.born) return []
    throw error
  }
}

export const projectDevices = (overlay: EntraOverlay): DeviceReader => ({
  device: (id) => readDevice(overlay, id),
  async devicesOf(userId) {
    await requireUser(overlay, userId, `reading the devices of ${userId}`)
    const live = await liveOf(overlay, userId, overlay.live.devicesOf)
    return live.filter(({ id }) => !overlay.devices.deleted.has(id)).map((device) => patched(overlay, device))
  },
  async deviceHolders(deviceId) {
    const doing = `reading whose the device ${deviceId} is`
    if (overlay.devices.deleted.has(deviceId)) throw missing(doing, 'device', deviceId)
    return overlay.live.deviceHolders(deviceId)
  },
  async managedDevicesOf(userId) {
    await requireUser(overlay, userId, `reading the managed devices of ${userId}`)
    return (await liveOf(overlay, userId, overlay.live.managedDevicesOf)).map((device) => ended(overlay, device))
  },
  managedDevice: (id) => readManaged(overlay, id),
})

const endManagement = async (overlay: EntraOverlay, id: string, end: DeviceEnd): Promise<void> => {
  const doing = `${end === 'wipe' ? 'wiping' : 'retiring'} the managed device ${id}`
  if (!(await readManaged(overlay, id))) throw missing(doing, 'managed device', id)
  overlay.devices.ends.set(id, end)
}

/** Writes that stay in the overlay. */
export const writeDevices = (overlay: EntraOverlay): DeviceWriter => ({
  setDeviceEnabled: (id, enabled) =>
    overlay.turns(async () => {
      const doing = `${enabled ? 'enabling' : 'disabling'} the device ${id}`
      if (!(await readDevice(overlay, id))) throw missing(doing, 'device', id)
      overlay.devices.enabled.set(id, enabled)
    }),
  deleteDevice: (id) =>
    overlay.turns(async () => {
      if (!(await readDevice(overlay, id))) throw missing(`deleting the device ${id}`, 'device', id)
      overlay.devices.deleted.add(id)
    }),
  retireDevice: (id) => overlay.turns(() => endManagement(overlay, id, 'retire')),
  wipeDevice: (id) => overlay.turns(() => endManagement(overlay, id, 'wipe')),
})

/** A tenant without devices. */
export const noDevices: DeviceReader = {
  device: async () => null,
  devicesOf: async () => [],
  deviceHolders: async (id) => {
    throw missing(`reading whose the device ${id} is`, 'device', id)
  },
  managedDevicesOf: async () => [],
  managedDevice: async () => null,
}
