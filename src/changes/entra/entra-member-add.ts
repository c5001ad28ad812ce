import { idIn, shownRef } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type EntraMemberAdd, type EntraMemberRemove, isEntraMember } from './entra-member.ts'

export const entraMemberAdd: ChangeKind<EntraMemberAdd> = {
  kind: 'entra.member.add',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['GroupMember.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'group', id: idIn(change.group), name: change.groupName },
    summary: `add ${change.memberName} to ${change.groupName}`,
    before: { members: [] },
    after: { members: [shownRef(change.member)] },
    count: 'add',
  }),

  hazards: ({ privileged, licensed }) => [
    'grants-access',
    ...(privileged ? (['privileged'] as const) : []),
    ...(licensed ? (['costs-licence'] as const) : []),
  ],
  refs: (change) => [change.group, change.member],
  writes: ({ group, member }) => ({ accounts: [member], groups: [group] }),
  exchanges: ({ group, member }) => ({ account: member, set: 'groups', gains: [group], loses: [] }),

  sideBySide: () => true,

  async apply(change, to, context) {
    const id = context.idOf(change.group)
    await required(to.entra, 'entra').addMember(id, context.idOf(change.member))
    return { id }
  },

  async holds(change, read, context) {
    const member = await isEntraMember(required(read.entra, 'entra'), change, context)
    return member ? { id: context.idOf(change.group) } : null
  },

  async found(change, read, context) {
    const member = await isEntraMember(required(read.entra, 'entra'), change, context)
    return { members: member ? [change.member.name] : [] }
  },

  /** A mailbox that came with a licence of the group goes with it. */
  inverse: (change): EntraMemberRemove => ({
    ...change,
    kind: 'entra.member.remove',
    ...(change.licensed ? { loseMailbox: true } : {}),
  }),
}
