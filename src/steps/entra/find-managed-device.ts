import type { ManagedDevice } from '../../model/devices.ts'
import type { EntraUser } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import { required } from '../required.ts'
import type { StepContext } from '../step.ts'

interface Search {
  readonly user: EntraUser
  /** The person's managed devices. */
  readonly devices: readonly ManagedDevice[]
  /** Name or id, as the input has it. */
  readonly name: string
  /** Where it is told that a device is not under management any more. */
  readonly notes: string[]
}

/**
 * The person's device of this name; null, with a note, for one that has left management, as a wiped one does. Devices of other people are not
 * looked at. Throws `plan/unknown-device` and `plan/ambiguous-device`.
 */
export const findManagedDevice = async (context: StepContext, search: Search): Promise<ManagedDevice | null> => {
  const { devices, name, notes } = search
  const found = devices.filter((device) => device.id === name.toLowerCase() || isNamed(device.name, name))
  const [first, second] = found
  if (second) {
    const all = found.map((device) => `${device.name} (${device.id})`).join(' and ')
    throw new Fault('plan/ambiguous-device', { name, devices: all }, { where: context.where() })
  }
  if (first) return first
  if (!(await hasLeft(context, search))) throw unknown(context, search)
  notes.push(`device ${name} is not under management any more, so nothing of it is left to wipe`)
  return null
}

const isNamed = (known: string, name: string): boolean => known.toLowerCase() === name.toLowerCase()

/** A device that was wiped leaves Intune, and mostly stays in Entra; somebody without any device has nothing that could be meant instead. */
const hasLeft = async (context: StepContext, { user, devices, name }: Search): Promise<boolean> => {
  const inEntra = await required(context.read.entra).devicesOf(user.id)
  return inEntra.some(({ displayName }) => isNamed(displayName, name)) || (devices.length === 0 && inEntra.length === 0)
}

const unknown = (context: StepContext, { user, devices, name }: Search): Fault => {
  // None of them is suggested: who has mistaken the name of a device should look at the device, not take the nearest one.
  const known = devices.map((device) => device.name).join(', ') || undefined
  const params = { account: user.userPrincipalName, name, known }
  return new Fault('plan/unknown-device', params, { where: context.where() })
}

/** Everything on a personal device would go with the company's data. Throws `plan/device-not-wiped`. */
export const refuseToWipe = (context: StepContext, { name, ownership }: ManagedDevice): void => {
  if (ownership === 'company') return
  throw new Fault('plan/device-not-wiped', { name, ownership }, { where: context.where() })
}
