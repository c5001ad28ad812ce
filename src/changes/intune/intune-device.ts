import type { DeviceAction, DeviceEnd, ManagedDevice } from '../../model/devices.ts'
import { Fault } from '../../model/fault.ts'
import type { ObjectRef } from '../../model/object-ref.ts'
import type { Readers } from '../../ports/systems.ts'
import type { Made, Resolve } from '../change-kind.ts'
import { required } from '../require-system.ts'

/** A device under management, the person whose it is, and what was asked of it before. */
interface IntuneDeviceChange {
  readonly device: ObjectRef
  readonly user: ObjectRef
  /** When such an action was asked for last, RFC 3339; null for never. Tells what this change asks for from what somebody asked for before. */
  readonly earlier: string | null
}

/** Takes the company's data off a device and lets go of it. */
export interface IntuneDeviceRetire extends IntuneDeviceChange {
  readonly kind: 'intune.device.retire'
}

/** Resets a device of the company. */
export interface IntuneDeviceWipe extends IntuneDeviceChange {
  readonly kind: 'intune.device.wipe'
  /** Whether the data of its user stays; Windows alone knows that. */
  readonly keepData: boolean
}

/** https://learn.microsoft.com/graph/api/resources/intune-devices-managementstate */
const underWay: { readonly [end in DeviceEnd]: ReadonlySet<string> } = {
  retire: new Set(['retirePending', 'retireIssued']),
  wipe: new Set(['wipePending', 'wipeIssued']),
}

const without = new Set(['none', 'failed', 'canceled', 'notSupported'])

/** Whether Intune is carrying the end of a device out. */
export const isEnding = (device: ManagedDevice, end: DeviceEnd): boolean => underWay[end].has(device.state)

/** The last action of a sort that Intune has on record, failed ones too. */
export const lastAction = ({ actions }: ManagedDevice, end: DeviceEnd): DeviceAction | undefined =>
  actions
    .filter((action) => action.end === end)
    .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
    .at(-1)

/** Whether the end that was planned was asked for: Intune is at it, has done it, or the device is gone. */
const isAskedFor = (device: ManagedDevice, end: DeviceEnd, earlier: string | null): boolean => {
  if (isEnding(device, end)) return true
  const last = lastAction(device, end)
  return last !== undefined && last.startedAt !== earlier && !without.has(last.state)
}

/** The predicate of both kinds. A device that left management may have done so by itself, which comes to the same. */
export const holdsEnd = async (
  { device, earlier }: IntuneDeviceChange,
  end: DeviceEnd,
  read: Readers,
  context: Resolve,
): Promise<Made | null> => {
  const id = context.idOf(device)
  const found = await required(read.entra, 'entra').managedDevice(id)
  return !found || isAskedFor(found, end, earlier) ? { id } : null
}

/** What Intune says of a device. */
export const foundEnd = async ({ device }: IntuneDeviceChange, read: Readers, context: Resolve) => {
  const found = await required(read.entra, 'entra').managedDevice(context.idOf(device))
  return { managementState: found?.state ?? null }
}

/** Whose the device is at this moment, and for a wipe that it is the company's: a device is handed on, and its enrolment may stay. */
export const refusesEnd = async (
  { device, user }: IntuneDeviceChange,
  end: DeviceEnd,
  read: Readers,
  context: Resolve,
): Promise<Fault | null> => {
  const found = await required(read.entra, 'entra').managedDevice(context.idOf(device))
  if (!found) return null
  const owner = context.idOf(user)
  if (found.userId !== owner) {
    const whose = found.userId === null ? 'nobody’s' : `the device of ${found.userId}`
    return new Fault('entra/device-moved', { device: device.name, planned: `the device of ${user.name}`, found: whose })
  }
  if (end === 'retire' || found.ownership === 'company') return null
  const planned = 'a device of the company'
  return new Fault('entra/device-moved', { device: device.name, planned, found: `of ownership ${found.ownership}` })
}
