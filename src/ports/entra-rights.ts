import type {
  Application,
  AppRoleAssignment,
  Consent,
  DirectReport,
  Eligibilities,
  HeldRole,
  Ownable,
  OwnedObject,
  Owner,
  RoleAndScope,
  RoleDefinition,
} from '../model/entra-rights.ts'

/** Reads of what somebody may do in Entra and what hangs on somebody. */
export interface EntraRightsReader {
  /** Every admin role of the tenant, whether anybody holds it or not. */
  roleDefinitions(): Promise<readonly RoleDefinition[]>
  /** Admin roles that the user holds, for the whole tenant or a part of it. */
  heldRoles(userId: string): Promise<readonly HeldRole[]>
  /** Admin roles that the user may switch on. */
  eligibleRoles(userId: string): Promise<Eligibilities>
  /** An application of the tenant; null where there is none with this id, or it may not be read. */
  application(id: string): Promise<Application | null>
  /** All applications with this display name. */
  applicationsNamed(displayName: string): Promise<readonly Application[]>
  /** Roles that the user has in applications, those through groups too. */
  appRolesOf(userId: string): Promise<readonly AppRoleAssignment[]>
  consentsOf(userId: string): Promise<readonly Consent[]>
  /** Groups, teams and applications that the user is an owner of. */
  ownedBy(userId: string): Promise<readonly OwnedObject[]>
  ownersOf(object: Ownable): Promise<readonly Owner[]>
  reportsOf(managerId: string): Promise<readonly DirectReport[]>
}

/** A holding of an admin role that is given or taken. */
export interface RoleHolding extends RoleAndScope {
  readonly userId: string
  /** See `HeldRole`. */
  readonly by: HeldRole['by']
}

/** Writes of the same. Each is one Graph request. */
export interface EntraRightsWriter {
  /** Answers the id of the assignment; that of the role where Privileged Identity Management makes it by itself. */
  addRole(role: RoleHolding & { readonly until: string | null }): Promise<{ readonly id: string }>
  /** `id` as it was read, or as adding it answered. */
  removeRole(role: RoleHolding & { readonly id: string }): Promise<void>
  addEligibility(role: RoleAndScope & { readonly userId: string; readonly until: string | null }): Promise<void>
  removeEligibility(role: RoleAndScope & { readonly userId: string }): Promise<void>
  addAppRole(role: {
    readonly userId: string
    readonly applicationId: string
    readonly roleId: string
  }): Promise<{ readonly id: string }>
  removeAppRole(userId: string, assignmentId: string): Promise<void>
  addConsent(consent: Omit<Consent, 'id'> & { readonly userId: string }): Promise<{ readonly id: string }>
  removeConsent(userId: string, consentId: string): Promise<void>
  /** `displayName` is for people. */
  addOwner(object: Ownable & { readonly displayName: string }, userId: string): Promise<void>
  removeOwner(object: Ownable, userId: string): Promise<void>
}
