import type { ObjectRef } from '../../model/object-ref.ts'

/** A device in Entra and the person whose it is. */
interface EntraDeviceChange {
  readonly device: ObjectRef
  readonly user: ObjectRef
}

/** Whether a device may be signed in from. */
export interface EntraDeviceModify extends EntraDeviceChange {
  readonly kind: 'entra.device.modify'
  readonly enable: boolean
}

/** Takes a device out of Entra for good. */
export interface EntraDeviceDelete extends EntraDeviceChange {
  readonly kind: 'entra.device.delete'
}
