import type { EntraProperties, EntraUser } from '../../model/entra-objects.ts'
import type { Json } from '../../model/json.ts'
import type { ObjectRef } from '../../model/object-ref.ts'
import type { UserKey } from '../../ports/entra.ts'

/** A new cloud account with a generated password. */
export interface EntraUserAdd {
  readonly kind: 'entra.user.add'
  /** With at least accountEnabled, displayName, mailNickname and userPrincipalName. */
  readonly properties: EntraProperties
  readonly mustChangePassword: boolean
  /** Names of the person; none of their parts is in the password. */
  readonly avoid: readonly string[]
  /** What ties the account to the person, and how it is found again after a crash. */
  readonly key: { readonly property: UserKey; readonly value: string }
}

/** Takes an account away; Entra keeps it among the deleted users for 30 days. */
export interface EntraUserDelete {
  readonly kind: 'entra.user.delete'
  readonly target: ObjectRef
}

/** Brings a deleted account back, with its id. */
export interface EntraUserRestore {
  readonly kind: 'entra.user.restore'
  readonly target: ObjectRef
}

/** Other values in some properties of one user. Entra compares nothing; that the old values are still there is checked before a plan is applied. */
export interface EntraUserModify {
  readonly kind: 'entra.user.modify'
  readonly target: ObjectRef
  readonly changes: { readonly [property: string]: { readonly before: Json; readonly after: Json } }
}

/** Another generated password for a cloud account. */
export interface EntraPasswordSet {
  readonly kind: 'entra.password.set'
  readonly target: ObjectRef
  readonly avoid: readonly string[]
  readonly mustChange: boolean
}

/** A property of a user as read; unset is null. */
export const propertyOf = (user: EntraUser, name: string): Json => {
  if (name === 'userPrincipalName') return user.userPrincipalName
  if (name === 'displayName') return user.displayName
  return user.properties[name] ?? null
}

/** User principal names are one name in any case. */
export const sameName = (a: Json, b: Json): boolean =>
  typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase()
