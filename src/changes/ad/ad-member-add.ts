import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type AdMemberAdd, type AdMemberRemove, isAdMember } from './ad-member.ts'

export const adMemberAdd: ChangeKind<AdMemberAdd> = {
  kind: 'ad.member.add',
  system: 'ad',
  undo: 'reversible',
  needs: { ad: ['Read/write member of Group objects'] },

  describe: (change) => ({
    target: { type: 'group', id: idIn(change.group), name: change.group.name },
    summary: `add ${change.memberName} to ${change.groupName}`,
    before: { member: [] },
    after: { member: [change.member.name] },
    count: 'add',
  }),

  hazards: (change) => (change.privileged ? ['grants-access', 'privileged'] : ['grants-access']),
  refs: (change) => [change.group, change.member],
  writes: ({ group, member }) => ({ accounts: [member], groups: [group] }),
  exchanges: ({ group, member }) => ({ account: member, set: 'groups', gains: [group], loses: [] }),

  sideBySide: () => true,

  async apply(change, to, context) {
    const id = context.idOf(change.group)
    await required(to.ad, 'ad').addMember(id, context.idOf(change.member))
    return { id }
  },

  async holds(change, read, context) {
    const member = await isAdMember(required(read.ad, 'ad'), change, context)
    return member === true ? { id: context.idOf(change.group) } : null
  },

  async found(change, read, context) {
    const member = await isAdMember(required(read.ad, 'ad'), change, context)
    return { member: member ? [change.member.name] : [] }
  },

  /** A mailbox that came with a licence of the group goes with it. */
  inverse: (change): AdMemberRemove => ({
    ...change,
    kind: 'ad.member.remove',
    ...(change.licensed ? { loseMailbox: true } : {}),
  }),
}
