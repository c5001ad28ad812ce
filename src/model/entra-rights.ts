import type { Readable } from './readable.ts'

/** An admin role as Entra defines it. Built-in ones have the same id in every tenant. */
export interface RoleDefinition {
  readonly id: string
  readonly displayName: string
}

/**
 * The role that can mend everything.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference#global-administrator
 */
export const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'

/** What a role counts for: `/` is the whole tenant, `/administrativeUnits/{id}` a part of it. */
export type RoleScope = string

/** For the whole tenant. */
export const WHOLE_TENANT: RoleScope = '/'

/** What tells one holding of a role from another: nobody holds the same role twice in one scope. */
export interface RoleAndScope {
  readonly roleId: string
  readonly scope: RoleScope
}

/** An admin role that somebody holds and that counts at this moment. */
export interface HeldRole extends RoleAndScope {
  /** Of the role definition. */
  readonly roleName: string
  /**
   * How it is taken away. `pim`: by a request to Privileged Identity Management, which keeps the account of it; `assignment`: by deleting the
   * assignment, where the tenant or the application has no access to that; `membership`: by leaving the activated role, where not even
   * assignments can be read.
   */
  readonly by: 'pim' | 'assignment' | 'membership'
  /** Of the assignment, or of the activated role for `membership`. */
  readonly id: string
  /** RFC 3339; null for good. */
  readonly until: string | null
  /** Whether the holder switched it on by himself, from an eligibility. */
  readonly activated: boolean
  /** Whether it comes through a group that holds the role. */
  readonly throughGroup: boolean
}

/** An admin role that somebody may switch on for a time. https://learn.microsoft.com/entra/id-governance/privileged-identity-management/ */
export interface EligibleRole extends RoleAndScope {
  readonly id: string
  readonly roleName: string
  /** RFC 3339; null for good. */
  readonly until: string | null
  readonly throughGroup: boolean
}

/** Roles that somebody may switch on, or why they cannot be read. */
export type Eligibilities = Readable<{ readonly roles: readonly EligibleRole[] }>

/** An application as it appears in the tenant, with the roles that people can have in it. */
export interface Application {
  /** Of the service principal. */
  readonly id: string
  readonly displayName: string
  readonly roles: readonly AppRole[]
}

export interface AppRole {
  readonly id: string
  readonly displayName: string
}

/** Stands for access to an application that has no roles. https://learn.microsoft.com/graph/api/user-post-approleassignments */
export const DEFAULT_ACCESS = '00000000-0000-0000-0000-000000000000'

/** A role in an application that somebody has. */
export interface AppRoleAssignment {
  /** Opaque; letter case counts. */
  readonly id: string
  readonly applicationId: string
  readonly applicationName: string
  readonly roleId: string
  /** The group that it comes through; null where it was given to the user. */
  readonly group: { readonly id: string; readonly name: string } | null
}

/** What a user has let an application do in his name. Consents of an administrator for everybody are not among them. */
export interface Consent {
  /** Opaque; letter case counts. */
  readonly id: string
  /** The application that may act. */
  readonly clientId: string
  /** The application that it may act on, such as Microsoft Graph. */
  readonly resourceId: string
  /** Names of permissions, separated by blanks. */
  readonly scope: string
}

export type OwnedType = 'group' | 'application' | 'servicePrincipal'

/** Something that can have owners. */
export interface Ownable {
  readonly id: string
  readonly type: OwnedType
}

/** Something that a user is an owner of. */
export interface OwnedObject extends Ownable {
  readonly displayName: string
  /** How a group is kept: in Active Directory, by Exchange, or in Entra; always `entra` for applications. */
  readonly master: 'ad' | 'exchange' | 'entra'
  /** Microsoft 365 groups, teams among them: their owners have to be members too, to see what is in them. */
  readonly unified: boolean
}

/** An owner; applications can be owners too. */
export interface Owner {
  readonly id: string
  readonly name: string
  readonly isUser: boolean
}

/** Somebody who reports to a manager. */
export interface DirectReport {
  readonly id: string
  readonly userPrincipalName: string
  readonly displayName: string
  /** Whether Active Directory is the master of the account, and of its manager with it. */
  readonly onPremisesSyncEnabled: boolean
}
