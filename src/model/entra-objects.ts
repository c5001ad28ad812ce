import type { Json } from './json.ts'

/** An Entra user as read, with the properties that Joinery asks for by `$select`. Unset properties are null or absent. */
export interface EntraUser {
  readonly id: string
  readonly userPrincipalName: string
  readonly displayName: string | null
  readonly properties: EntraProperties
}

/** Properties by their Graph name (`jobTitle`, `usageLocation`, …), values as Graph gives them. */
export type EntraProperties = { readonly [property: string]: Json }

/** https://learn.microsoft.com/graph/api/resources/group */
export interface EntraGroup {
  readonly id: string
  readonly displayName: string
  readonly mail: string | null
  readonly groupTypes: readonly string[]
  readonly securityEnabled: boolean
  readonly mailEnabled: boolean
  readonly isAssignableToRole: boolean
  /** true: mastered in AD, so its members change there. */
  readonly onPremisesSyncEnabled: boolean
  /** SID of the group in Active Directory that it comes from. */
  readonly sid?: string
  /** Set where members hold licences through it. */
  readonly licensed?: true
  /** Who is in a dynamic group. https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership */
  readonly rule?: string
}

/** https://learn.microsoft.com/graph/api/resources/subscribedsku */
export interface Sku {
  readonly skuId: string
  readonly skuPartNumber: string
  readonly appliesTo: string
  readonly capabilityStatus: string
  readonly enabled: number
  readonly consumed: number
  readonly servicePlans: readonly { readonly servicePlanId: string; readonly servicePlanName: string }[]
}

/** A licence that a user holds; `group` is the id of the group it comes through, null if it was assigned directly. */
export interface HeldLicence {
  readonly skuId: string
  readonly disabledPlans: readonly string[]
  readonly group: string | null
  readonly state: string
}

/** An object that a group has as a member. */
export interface DirectoryMember {
  readonly id: string
  readonly type: 'user' | 'group' | 'device' | 'servicePrincipal' | 'other'
  readonly displayName: string
  /** Of users. */
  readonly userPrincipalName: string | null
}

/** A temporary access pass. Its value is given once, by the write that makes it. */
export interface AccessPass {
  readonly id: string
  readonly startDateTime: string | null
  readonly lifetimeInMinutes: number
  readonly isUsable: boolean
}

/** An admin role that somebody holds. Where the application may not read roles, Graph gives the id alone. */
export interface DirectoryRole {
  readonly id: string
  readonly displayName: string
  /** Equal in all tenants; null where it may not be read. */
  readonly roleTemplateId: string | null
}

/** Who holds an admin role. */
export interface RoleMember {
  readonly id: string
  /** Whether the account may sign in. */
  readonly enabled: boolean
}

export interface Tenant {
  readonly id: string
  readonly displayName: string
  /** Verified domains that user principal names may end with. */
  readonly domains: readonly string[]
}
