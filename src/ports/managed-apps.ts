import type { ManagedApps } from '../model/managed-apps.ts'

/** Reads of apps that Intune protects. */
export interface ManagedAppReader {
  /** Apps in which the user has signed in, on whichever device. Not readable where the tenant has no Intune, or the application lacks the right. */
  managedAppsOf(userId: string): Promise<ManagedApps>
}

/** Writes to apps that Intune protects. */
export interface ManagedAppWriter {
  /** Asks Intune to delete the company's data in the user's protected apps on one device. It happens when each app reports next. */
  wipeManagedApps(userId: string, deviceTag: string): Promise<void>
}
