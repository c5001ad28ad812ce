import type { EntraStore } from './entra-store.ts'
import type { Shelf } from './shelf.ts'

/** An admin role and who holds it, or may switch it on. */
interface StoredRoleOf {
  readonly id: string
  readonly principalId: string
  readonly roleDefinitionId: string
  /** `/`, or `/administrativeUnits/{id}`. */
  readonly directoryScopeId: string
  readonly startDateTime: string | null
  readonly endDateTime: string | null
}

/** What is known of an active assignment beside the link from the role to its holder; the whole of it where it counts for a part of the tenant. */
export interface StoredRoleGrant extends StoredRoleOf {
  readonly assignmentType: 'Assigned' | 'Activated'
}

export type StoredEligibility = StoredRoleOf

/** https://learn.microsoft.com/graph/api/resources/approleassignment */
export interface StoredAppRole {
  readonly id: string
  readonly principalId: string
  readonly resourceId: string
  readonly appRoleId: string
  readonly createdDateTime: string
}

/** https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant */
export interface StoredConsent {
  readonly id: string
  readonly clientId: string
  readonly consentType: 'Principal' | 'AllPrincipals'
  readonly principalId: string | null
  readonly resourceId: string
  readonly scope: string
}

export const roleGrants = (store: EntraStore): Shelf<StoredRoleGrant> => store.shelf('roleGrants')
export const roleEligibilities = (store: EntraStore): Shelf<StoredEligibility> => store.shelf('roleEligibilities')
export const appRoleGrants = (store: EntraStore): Shelf<StoredAppRole> => store.shelf('appRoleAssignments')
export const consentGrants = (store: EntraStore): Shelf<StoredConsent> => store.shelf('oauth2PermissionGrants')

/** Opaque ids as Entra makes them: the bytes of the ids that they tie together, so the same tie has the same id again. */
export const tieId = (...ids: readonly string[]): string =>
  Buffer.from(ids.map((id) => id.replaceAll(/[^0-9a-f]/gi, '')).join(''), 'hex').toString('base64url')
