import type { EntraStore } from './entra-store.ts'
import type { Shelf } from './shelf.ts'

/** A device of Windows Autopilot; no sign-in name for one that is nobody's in particular. */
export interface StoredAutopilot {
  readonly id: string
  readonly serialNumber: string
  readonly model: string
  readonly manufacturer: string
  readonly userPrincipalName: string
  readonly addressableUserName: string
}

export const autopilotShelf = (store: EntraStore): Shelf<StoredAutopilot> =>
  store.shelf<StoredAutopilot>('autopilot-device')
