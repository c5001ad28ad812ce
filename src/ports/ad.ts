import type { AdEntry, Attributes, AttributeValues } from '../model/ad-entry.ts'
import type { AdDeletedQuery, AdDomain, AdQuery, AdRecycleBin } from '../model/ad-query.ts'
import type { Secret } from '../model/secret.ts'

/** Reads of Active Directory. Every answer is complete, or the call throws a fault: absence is never a failed or cut search. */
export interface AdReader {
  domain(): Promise<AdDomain>
  /** The object with this objectGUID, wherever it is by now; null if there is none. */
  byId(id: string, attributes: readonly string[]): Promise<AdEntry | null>
  /** The object with this distinguished name; null if there is none. */
  byDn(dn: string, attributes: readonly string[]): Promise<AdEntry | null>
  /** All objects that match, in the order of their DN. An absent base is an error (`ad/no-such-object`), not an empty answer. */
  search(query: AdQuery): Promise<readonly AdEntry[]>
  /**
   * Whether somebody has protected the object from accidental deletion, as the consoles of AD call it: a right to delete it is denied to everyone.
   * False where its rights cannot be read; AD then refuses the deletion itself.
   */
  isDeletionProtected(id: string): Promise<boolean>
  recycleBin(): Promise<AdRecycleBin>
  /**
   * Deleted objects of the domain that match, in the order of their DN, which is the one they have in the container of deleted objects. Throws
   * `ad/deleted-hidden` where this account may not see them.
   */
  deleted(query: AdDeletedQuery): Promise<readonly AdEntry[]>
  /** The deleted object with this objectGUID, with the groups it would come back into; null if there is none to be seen. */
  deletedById(id: string, attributes: readonly string[]): Promise<AdEntry | null>
}

/**
 * A change of some values of one attribute. `delete` and `add` name the values, so a value that somebody else changed meanwhile makes AD
 * refuse the whole modify; `replace` is for attributes that AD does not compare (userAccountControl, pwdLastSet).
 */
export interface AdModification {
  readonly op: 'add' | 'delete' | 'replace'
  readonly attribute: string
  readonly values: AttributeValues
}

/**
 * Writes to Active Directory. Each is one LDAP request, addressed by objectGUID. A value of an attribute that holds DNs may be
 * `<GUID=objectGUID>`; AD puts the DN of that object there, wherever it has been moved to.
 * https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/92a54869-38d7-4e71-a3be-5f67a0dcdd7e
 */
export interface AdWriter {
  /** Adds an object and answers its objectGUID. */
  add(entry: { readonly dn: string; readonly attributes: Attributes }): Promise<{ readonly id: string }>
  modify(id: string, modifications: readonly AdModification[]): Promise<void>
  /** Moves or renames: the first RDN (`CN=…`, escaped) and the DN of the parent. */
  move(id: string, to: { readonly rdn: string; readonly parent: string }): Promise<void>
  delete(id: string): Promise<void>
  /** Brings a deleted object back: under the first RDN (`CN=…`, escaped) in the container with the DN of the parent. */
  restore(id: string, to: { readonly rdn: string; readonly parent: string }): Promise<void>
  /** Sets the password as an administrator; with `mustChange` the person has to choose an own one at the next sign-in. */
  setPassword(id: string, password: Secret, options: { readonly mustChange: boolean }): Promise<void>
  addMember(groupId: string, memberId: string): Promise<void>
  removeMember(groupId: string, memberId: string): Promise<void>
}
