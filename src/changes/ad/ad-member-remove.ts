import type { HeldLicence } from '../../model/entra-objects.ts'
import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { mailboxLoss } from '../entra/mailbox-loss.ts'
import { required } from '../require-system.ts'
import { type AdMemberAdd, type AdMemberRemove, isAdMember } from './ad-member.ts'

export const adMemberRemove: ChangeKind<AdMemberRemove> = {
  kind: 'ad.member.remove',
  system: 'ad',
  undo: 'reversible',
  needs: { ad: ['Read/write member of Group objects'] },

  describe: (change) => ({
    target: { type: 'group', id: idIn(change.group), name: change.group.name },
    summary: `remove ${change.memberName} from ${change.groupName}`,
    before: { member: [change.member.name] },
    after: { member: [] },
    count: 'remove',
  }),

  hazards: ({ loseMailbox }) => (loseMailbox ? ['revokes-access', 'deletes-data'] : ['revokes-access']),
  refs: (change) => [change.group, change.member],
  writes: ({ group, member }) => ({ accounts: [member], groups: [group] }),
  exchanges: ({ group, member }) => ({ account: member, set: 'groups', gains: [], loses: [group] }),

  async refuses({ licensed, loseMailbox }, read, context) {
    if (!licensed || loseMailbox || !read.entra) return null
    const goes = ({ group }: HeldLicence): boolean => group === licensed.group
    return mailboxLoss(read, { user: licensed.user, goes, comes: [] }, context)
  },

  /** Groups that hand out licences are left one by one, after all others. */
  sideBySide: ({ licensed }) => !licensed,

  async apply(change, to, context) {
    const id = context.idOf(change.group)
    await required(to.ad, 'ad').removeMember(id, context.idOf(change.member))
    return { id }
  },

  /** Where the group or the member is gone there is no membership either. */
  async holds(change, read, context) {
    const member = await isAdMember(required(read.ad, 'ad'), change, context)
    return member === true ? null : { id: context.idOf(change.group) }
  },

  async found(change, read, context) {
    const member = await isAdMember(required(read.ad, 'ad'), change, context)
    return { member: member ? [change.member.name] : [] }
  },

  inverse: ({ loseMailbox: _, ...membership }): AdMemberAdd => ({ ...membership, kind: 'ad.member.add' }),
}
