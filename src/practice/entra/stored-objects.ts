import type { Json, JsonObject } from '../../model/json.ts'

/**
 * What the practice tenant keeps of each object. `properties` holds the Graph properties that are stored as they are, by their exact name;
 * what Graph derives (`assignedLicenses`, `identities`, …) is made when it is asked for. Links (members, owners, managers) are kept apart.
 */
export type StoredObject =
  | StoredUser
  | StoredGroup
  | StoredRole
  | StoredServicePrincipal
  | StoredApplication
  | StoredDevice

interface Stored {
  readonly id: string
  /** RFC 3339 while the object lies among the deleted items, else null. */
  readonly deletedDateTime: string | null
  readonly properties: JsonObject
}

export interface StoredUser extends Stored {
  readonly type: 'user'
  readonly licences: readonly LicenceState[]
  readonly methods: readonly StoredMethod[]
}

export interface StoredGroup extends Stored {
  readonly type: 'group'
  /** Licences that the group hands to its members. */
  readonly licences: readonly LicenceChoice[]
}

/** An activated admin role. */
export interface StoredRole extends Stored {
  readonly type: 'directoryRole'
}

/** An application as it appears in the tenant; the practice client is one. */
export interface StoredServicePrincipal extends Stored {
  readonly type: 'servicePrincipal'
}

/** The registration of an application that was made in this tenant. */
export interface StoredApplication extends Stored {
  readonly type: 'application'
}

/** A device of Entra, with the ids of the users it is registered to. */
export interface StoredDevice extends Stored {
  readonly type: 'device'
  readonly registeredOwners: readonly string[]
  readonly registeredUsers: readonly string[]
}

export interface LicenceChoice {
  readonly skuId: string
  readonly disabledPlans: readonly string[]
}

/** https://learn.microsoft.com/graph/api/resources/licenseassignmentstate */
export interface LicenceState extends LicenceChoice {
  /** Id of the group the licence comes through; null if it was assigned directly. */
  readonly assignedByGroup: string | null
  readonly state: 'Active' | 'ActiveWithError' | 'Disabled' | 'Error'
  readonly error: LicenceError
  readonly lastUpdatedDateTime: string
}

export type LicenceError =
  | 'None'
  | 'CountViolation'
  | 'MutuallyExclusiveViolation'
  | 'DependencyViolation'
  | 'ProhibitedInUsageLocationViolation'
  | 'UniquenessViolation'
  | 'Others'

/** A way to sign in. A pass keeps no value: nobody can read it again, so nobody needs it. */
export interface StoredMethod {
  readonly id: string
  readonly type:
    | 'password'
    | 'temporaryAccessPass'
    | 'phone'
    | 'fido2'
    | 'microsoftAuthenticator'
    | 'email'
    | 'softwareOath'
    | 'windowsHelloForBusiness'
    | 'platformCredential'
    | 'external'
    | 'qrCodePin'
  readonly properties: JsonObject
  /** Set where the user signs in with it unless another is chosen. */
  readonly isDefault?: true
}

export interface StoredSku {
  readonly skuId: string
  readonly skuPartNumber: string
  readonly enabled: number
  readonly capabilityStatus: 'Enabled' | 'Warning' | 'Suspended' | 'Deleted' | 'LockedOut'
}

export interface StoredTenant {
  readonly id: string
  readonly displayName: string
  readonly createdDateTime: string
  readonly countryLetterCode: string
  /** Verified domains; the first is the default one. */
  readonly domains: readonly string[]
  readonly lastSyncDateTime: string | null
  /** What its administrators set otherwise than it comes. */
  readonly policies?: TenantPolicies
}

interface TenantPolicies {
  /** How many objects it may hold. https://learn.microsoft.com/entra/identity/users/directory-service-limits-restrictions */
  readonly objectQuota?: number
  /** Nobody may have a Temporary Access Pass. */
  readonly accessPasses?: 'off'
  /** How names of Microsoft 365 groups begin and end. https://learn.microsoft.com/entra/identity/users/groups-naming-policy */
  readonly groupNaming?: { readonly prefix: string; readonly suffix: string }
}

/** A stored property as text, or undefined. */
export const textOf = (object: { readonly properties: JsonObject }, name: string): string | undefined => {
  const value = object.properties[name]
  return typeof value === 'string' ? value : undefined
}

/** A stored list of texts; empty when absent. */
export const textsOf = (object: { readonly properties: JsonObject }, name: string): readonly string[] => {
  const value: Json | undefined = object.properties[name]
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

/** Whether Entra Connect masters the object. */
export const isSynced = (object: { readonly properties: JsonObject }): boolean =>
  object.properties.onPremisesSyncEnabled === true

/** Whether Entra Connect mastered it once and does not any more. */
export const wasSynced = (object: { readonly properties: JsonObject }): boolean =>
  object.properties.onPremisesSyncEnabled === false

export const isDynamic = (group: StoredGroup): boolean => textsOf(group, 'groupTypes').includes('DynamicMembership')
export const isUnified = (group: StoredGroup): boolean => textsOf(group, 'groupTypes').includes('Unified')
