import type { ObjectRef } from '../../model/object-ref.ts'
import type { EntraReader } from '../../ports/entra.ts'
import type { Resolve } from '../change-kind.ts'

/** A user and a group of Entra that it joins or leaves. */
export interface EntraMembership {
  readonly group: ObjectRef
  readonly member: ObjectRef
  /** How the two are called in a summary. */
  readonly groupName: string
  readonly memberName: string
  /** Set where the group gives administrative rights. */
  readonly privileged?: true
  /** Set where members hold licences through the group. */
  readonly licensed?: true
}

export interface EntraMemberAdd extends EntraMembership {
  readonly kind: 'entra.member.add'
}

export interface EntraMemberRemove extends EntraMembership {
  readonly kind: 'entra.member.remove'
  /** Set where the mailbox may be lost with the last licence that carries Exchange. */
  readonly loseMailbox?: true
}

/** Whether the membership is there, read from the user's side: users are in few groups, groups may have many members. */
export const isEntraMember = async (entra: EntraReader, of: EntraMembership, context: Resolve): Promise<boolean> => {
  const member = context.idOf(of.member)
  const group = context.idOf(of.group)
  if (!(await entra.user(member))) return false
  return (await entra.groupsOf(member)).some(({ id }) => id === group)
}
