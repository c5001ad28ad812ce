/** A device that Entra knows. https://learn.microsoft.com/graph/api/resources/device */
export interface EntraDevice {
  readonly id: string
  readonly displayName: string
  readonly operatingSystem: string | null
  /** `Workplace`: registered, mostly somebody's own. `AzureAd`: joined to Entra. `ServerAd`: joined to Active Directory. */
  readonly trustType: string | null
  /** Whether it may be signed in from. */
  readonly isEnabled: boolean
  /** Mastered in AD as a computer account. */
  readonly onPremisesSyncEnabled: boolean
}

/** Somebody a device is registered to, as owner or as user. */
export interface DeviceHolder {
  readonly id: string
  /** Sign-in name or display name; the id where neither may be read. */
  readonly name: string
}

/** https://learn.microsoft.com/graph/api/resources/intune-devices-manageddeviceownertype */
export const deviceOwnerships = ['company', 'personal', 'unknown'] as const
export type DeviceOwnership = (typeof deviceOwnerships)[number]

/** A device under management by Intune; its id is that of the enrolment, and a device that is enrolled again has another. */
export interface ManagedDevice {
  readonly id: string
  readonly name: string
  readonly ownership: DeviceOwnership
  /** Entra id of the user it belongs to; null for a device without one. */
  readonly userId: string | null
  readonly operatingSystem: string | null
  /** `managed`, `retirePending`, `wipeIssued`, … https://learn.microsoft.com/graph/api/resources/intune-devices-managementstate */
  readonly state: string
  /** Retirements and wipes that Intune has on record for it, others left out. */
  readonly actions: readonly DeviceAction[]
}

/** What ends the management of a device: company data goes, or all data. */
export type DeviceEnd = 'retire' | 'wipe'

export interface DeviceAction {
  readonly end: DeviceEnd
  /** `pending`, `active`, `done`, `failed`, `canceled`, `notSupported`, … */
  readonly state: string
  /** RFC 3339; when it was asked for. */
  readonly startedAt: string
}
