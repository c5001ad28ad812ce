import type { JsonObject } from '../../model/json.ts'
import type { EntraStore } from './entra-store.ts'
import type { Shelf } from './shelf.ts'
import type { StoredDevice } from './stored-objects.ts'

/** A device under management; `actions` is what was asked of it, in that order. */
export interface StoredManagedDevice {
  readonly id: string
  /** Entra id of its user. */
  readonly userId: string
  readonly properties: JsonObject
  readonly actions: readonly StoredDeviceAction[]
}

export interface StoredDeviceAction {
  readonly end: 'retire' | 'wipe'
  /** RFC 3339. */
  readonly at: string
  /** Whether the device stays under management. */
  readonly keeps: boolean
}

/** A device of the directory. */
export const storedDevice = (store: EntraStore, id: string): StoredDevice | undefined => {
  const object = store.object(id)
  return object?.type === 'device' ? object : undefined
}

const managedShelf = (store: EntraStore): Shelf<StoredManagedDevice> =>
  store.shelf<StoredManagedDevice>('managed-device')

/** How soon a device reports and is told what to do, and how soon it has done it. */
const ISSUED_AFTER_MS = 60_000
const DONE_AFTER_MS = 300_000

type Progress = 'pending' | 'active' | 'done'

/** How far a device is with what was asked of it. Nobody has to run for that: it follows from the time. */
export const progressOf = ({ at }: StoredDeviceAction, now: number): Progress => {
  const passed = now - Date.parse(at)
  if (passed < ISSUED_AFTER_MS) return 'pending'
  return passed < DONE_AFTER_MS ? 'active' : 'done'
}

/** A device that was retired or wiped is gone once it has done so, unless its enrolment was to stay. */
const isGone = ({ actions }: StoredManagedDevice, now: number): boolean =>
  actions.some((action) => !action.keeps && progressOf(action, now) === 'done')

export const managedDevice = (store: EntraStore, id: string): StoredManagedDevice | undefined => {
  const device = managedShelf(store).get(id)
  return device && !isGone(device, store.clock.now()) ? device : undefined
}

export const managedDevicesOf = (store: EntraStore, userId: string): readonly StoredManagedDevice[] => {
  const now = store.clock.now()
  return managedShelf(store)
    .all()
    .filter((device) => device.userId === userId && !isGone(device, now))
}

export const putManagedDevice = (store: EntraStore, device: StoredManagedDevice): void =>
  managedShelf(store).put(device.id, device)
