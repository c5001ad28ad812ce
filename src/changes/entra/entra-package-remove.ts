import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'

/** Ends the assignment of an access package, and with it all that the package gives. */
export interface EntraPackageRemove {
  readonly kind: 'entra.package.remove'
  readonly user: ObjectRef
  readonly assignment: {
    readonly assignmentId: string
    readonly packageId: string
    readonly packageName: string
  }
}

export const entraPackageRemove: ChangeKind<EntraPackageRemove> = {
  kind: 'entra.package.remove',
  system: 'entra',
  undo: 'irreversible',
  // https://learn.microsoft.com/graph/api/entitlementmanagement-post-assignmentrequests#permissions
  needs: { graph: ['EntitlementManagement.ReadWrite.All'] },

  describe: ({ user, assignment: { packageName } }) => ({
    target: { type: 'account', id: idIn(user), name: user.name },
    summary: `take the access package ${packageName} from ${user.name}`,
    before: { packages: [packageName] },
    after: { packages: [] },
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: ({ user }) => [user],
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ user, assignment: { assignmentId } }, to, context) {
    await required(to.entra, 'entra').removePackage(context.idOf(user), assignmentId)
    return { id: assignmentId }
  },

  async holds({ user, assignment: { assignmentId } }, read, context) {
    const held = await required(read.entra, 'entra').packagesOf(context.idOf(user))
    return held.readable && !held.assigned.some(({ id }) => id === assignmentId) ? { id: assignmentId } : null
  },

  async found({ user, assignment: { assignmentId } }, read, context) {
    const held = await required(read.entra, 'entra').packagesOf(context.idOf(user))
    if (!held.readable) return null
    return { packages: held.assigned.filter(({ id }) => id === assignmentId).map(({ packageName }) => packageName) }
  },

  inverse: ({ assignment: { packageName } }): Irreversible => ({
    irreversible: `an access package is given by its own policy: request ${packageName} again`,
  }),
}
