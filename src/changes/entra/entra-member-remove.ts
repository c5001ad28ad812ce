import type { HeldLicence } from '../../model/entra-objects.ts'
import { idIn, shownRef } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type EntraMemberAdd, type EntraMemberRemove, isEntraMember } from './entra-member.ts'
import { mailboxLoss } from './mailbox-loss.ts'

export const entraMemberRemove: ChangeKind<EntraMemberRemove> = {
  kind: 'entra.member.remove',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['GroupMember.ReadWrite.All', 'MailboxSettings.Read'] },

  describe: (change) => ({
    target: { type: 'group', id: idIn(change.group), name: change.groupName },
    summary: `remove ${change.memberName} from ${change.groupName}`,
    before: { members: [shownRef(change.member)] },
    after: { members: [] },
    count: 'remove',
  }),

  hazards: ({ loseMailbox }) => (loseMailbox ? ['revokes-access', 'deletes-data'] : ['revokes-access']),
  refs: (change) => [change.group, change.member],
  writes: ({ group, member }) => ({ accounts: [member], groups: [group] }),
  exchanges: ({ group, member }) => ({ account: member, set: 'groups', gains: [], loses: [group] }),

  async refuses({ group, member, licensed, loseMailbox }, read, context) {
    if (!licensed || loseMailbox) return null
    const goes = (licence: HeldLicence): boolean => licence.group === context.idOf(group)
    return mailboxLoss(read, { user: member, goes, comes: [] }, context)
  },

  /** Groups that hand out licences are left one by one, after all others. */
  sideBySide: ({ licensed }) => !licensed,

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

  inverse: ({ loseMailbox: _, ...membership }): EntraMemberAdd => ({ ...membership, kind: 'entra.member.add' }),
}
