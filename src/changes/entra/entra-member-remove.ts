import { idIn, shownRef } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type EntraMemberAdd, type EntraMemberRemove, isEntraMember } from './entra-member.ts'

export const entraMemberRemove: ChangeKind<EntraMemberRemove> = {
  kind: 'entra.member.remove',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['GroupMember.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'group', id: idIn(change.group), name: change.groupName },
    summary: `remove ${change.memberName} from ${change.groupName}`,
    before: { members: [shownRef(change.member)] },
    after: { members: [] },
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: (change) => [change.group, change.member],
  writes: ({ group, member }) => ({ accounts: [member], groups: [group] }),
  exchanges: ({ group, member }) => ({ account: member, set: 'groups', gains: [], loses: [group] }),

  async apply(change, to, context) {
    const id = context.idOf(change.group)
    await required(to.entra, 'entra').removeMember(id, context.idOf(change.member))
    return { id }
  },

  async holds(change, read, context) {
    const member = await isEntraMember(required(read.entra, 'entra'), change, context)
    return member ? null : { id: context.idOf(change.group) }
  },

  async found(change, read, context) {
    const member = await isEntraMember(required(read.entra, 'entra'), change, context)
    return { members: member ? [change.member.name] : [] }
  },

  inverse: (change): EntraMemberAdd => ({ ...change, kind: 'entra.member.add' }),
}
