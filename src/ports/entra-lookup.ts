import type { DirectoryMember, EntraUser } from '../model/entra-objects.ts'

/** When a user last signed in, and what ties the account to a person. */
export interface UserSignIns {
  readonly id: string
  readonly employeeId: string | null
  readonly enabled: boolean
  /** Ties it to an account in Active Directory; null for one of the cloud. */
  readonly anchor: string | null
  /** RFC 3339; null where it is not known. */
  readonly created: string | null
  /** RFC 3339; null for never. */
  readonly lastSignIn: string | null
}

/** Reads that show people and groups to somebody who asks; no plan is made from them. */
export interface EntraLookupReader {
  /** Users one of whose names or addresses begins with the text, letter case aside, or whose employeeId it is. */
  usersLike(text: string): Promise<readonly EntraUser[]>
  /** Every user, with `createdDateTime` beside the usual properties. */
  users(): Promise<readonly EntraUser[]>
  /** Direct members of a group. */
  membersOf(groupId: string): Promise<readonly DirectoryMember[]>
  /** When the user last signed in, RFC 3339; null for never. Needs AuditLog.Read.All and Entra ID P1. */
  lastSignIn(userId: string): Promise<string | null>
  /** The same of every user. Needs AuditLog.Read.All and Entra ID P1. */
  signIns(): Promise<readonly UserSignIns[]>
}
