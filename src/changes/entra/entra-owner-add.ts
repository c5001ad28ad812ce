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

export const entraOwnerAdd: ChangeKind<EntraOwnerAdd> = {
  kind: 'entra.owner.add',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['Application.ReadWrite.All', 'Group.ReadWrite.All'] },

  describe: (change) => ({
    target: ownedTarget(change),
    summary: `make ${change.ownerName} an owner of ${ownedText(change)}`,
    before: { owners: [] },
    after: { owners: [shownRef(change.owner)] },
    count: 'add',
  }),

  hazards: () => ['grants-access'],
  refs: ({ object, owner }) => [object, owner],
  /** The new owner's own account stays as it is: being linked to is no write. */
  writes: (change) => ({ groups: groupsIn(change) }),

  async apply(change, to, context) {
    const object = { ...ownableOf(change, context), displayName: change.object.name }
    await required(to.entra, 'entra').addOwner(object, context.idOf(change.owner))
    return { id: object.id }
  },

  async holds(change, read, context) {
    const is = await isOwner(required(read.entra, 'entra'), change, context)
    return is ? { id: context.idOf(change.object) } : null
  },

  async found(change, read, context) {
    const owners = await ownersNow(required(read.entra, 'entra'), change, context)
    return { owners: owners.map(({ name }) => name) }
  },

  inverse: (change): EntraOwnerRemove => ({ ...change, kind: 'entra.owner.remove' }),
}
