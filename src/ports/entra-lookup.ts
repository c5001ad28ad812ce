import type { DirectoryMember, EntraUser } from '../model/entra-objects.ts'

/** Reads that show people and groups to somebody who asks; no plan is made from them. */
export interface EntraLookupReader {
  /** Users one of whose names or addresses begins with the text, letter case aside, or whose employeeId it is. */
  usersLike(text: string): Promise<readonly EntraUser[]>
  /** Direct members of a group. */
  membersOf(groupId: string): Promise<readonly DirectoryMember[]>
  /** When the user last signed in, RFC 3339; null for never. Needs AuditLog.Read.All and Entra ID P1. */
  lastSignIn(userId: string): Promise<string | null>
}
