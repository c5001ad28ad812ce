import { equals } from '../../model/ad-query.ts'
import type { ObjectRef } from '../../model/object-ref.ts'
import type { AdReader } from '../../ports/ad.ts'
import type { Resolve } from '../change-kind.ts'

/** An account (or a group) and a group of Active Directory that it joins or leaves. */
export interface AdMembership {
  readonly group: ObjectRef
  readonly member: ObjectRef
  /** How the two are called in a summary. */
  readonly groupName: string
  readonly memberName: string
  /** Set where the group gives administrative rights. */
  readonly privileged?: true
  /** Set where Entra shows the group and its members hold licences through it: the user of the member, and the id of the group there. */
  readonly licensed?: { readonly user: ObjectRef; readonly group: string }
}

export interface AdMemberAdd extends AdMembership {
  readonly kind: 'ad.member.add'
}

export interface AdMemberRemove extends AdMembership {
  readonly kind: 'ad.member.remove'
  /** Set where the mailbox may be lost with the last licence that carries Exchange. */
  readonly loseMailbox?: true
}

/**
 * Whether the membership is there; null where the group or the member is gone. The server compares, so that nobody has to read the members of
 * a group with thousands of them.
 */
export const isAdMember = async (ad: AdReader, of: AdMembership, context: Resolve): Promise<boolean | null> => {
  const group = await ad.byId(context.idOf(of.group), [])
  const member = await ad.byId(context.idOf(of.member), [])
  if (!group || !member) return null
  const found = await ad.search({ base: group.dn, scope: 'base', filter: equals('member', member.dn), attributes: [] })
  return found.length > 0
}
