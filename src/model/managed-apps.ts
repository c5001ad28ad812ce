import type { Readable } from './readable.ts'

/** An app on somebody's device that Intune protects, whether or not it manages the device. */
export interface ManagedApp {
  readonly id: string
  /** Its identifier in the store of its platform, such as `com.microsoft.teams`. */
  readonly app: string
  /** What its user calls the device; null where the app did not tell. */
  readonly deviceName: string | null
  /** Shared by the apps of one device; null where the app has none, and then it cannot be wiped by it. */
  readonly deviceTag: string | null
  /** Whether Intune has a wipe of it on its list, or has done it. */
  readonly isWiping: boolean
}

/** The protected apps of a user, or why nobody can tell. */
export type ManagedApps = Readable<{ readonly apps: readonly ManagedApp[] }>
