import { Fault } from '../../model/fault.ts'
import { shownRef } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import {
  type EntraOwnerAdd,
  type EntraOwnerRemove,
  groupsIn,
  isOwner,
  ownableOf,
  ownedTarget,
  ownedText,
  ownersNow,
} from './entra-owner.ts'

export const entraOwnerRemove: ChangeKind<EntraOwnerRemove> = {
  kind: 'entra.owner.remove',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['Application.ReadWrite.All', 'Group.ReadWrite.All'] },

  describe: (change) => ({
    target: ownedTarget(change),
    summary: `remove ${change.ownerName} from the owners of ${ownedText(change)}`,
    before: { owners: [shownRef(change.owner)] },
    after: { owners: [] },
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: ({ object, owner }) => [object, owner],
  writes: (change) => ({ accounts: [change.owner], groups: groupsIn(change) }),

  /** Entra keeps the last owner of a group, but not that of an application; and who else owns it may have changed since planning. */
  async refuses(change, read, context) {
    const leaver = context.idOf(change.owner)
    const owners = await ownersNow(required(read.entra, 'entra'), change, context)
    const isLast = owners.some(({ id }) => id === leaver) && !owners.some(({ id, isUser }) => isUser && id !== leaver)
    return isLast ? new Fault('entra/last-owner', { owner: change.ownerName, object: ownedText(change) }) : null
  },

  async apply(change, to, context) {
    const object = ownableOf(change, context)
    await required(to.entra, 'entra').removeOwner(object, context.idOf(change.owner))
    return { id: object.id }
  },

  async holds(change, read, context) {
    const is = await isOwner(required(read.entra, 'entra'), change, context)
    return is ? null : { id: context.idOf(change.object) }
  },

  async found(change, read, context) {
    const owners = await ownersNow(required(read.entra, 'entra'), change, context)
    return { owners: owners.map(({ name }) => name) }
  },

  inverse: (change): EntraOwnerAdd => ({ ...change, kind: 'entra.owner.add' }),
}
