import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type DrivePermissionAdd, type DrivePermissionRemove, rightText } from './drive-permission.ts'

export const drivePermissionRemove: ChangeKind<DrivePermissionRemove> = {
  kind: 'drive.permission.remove',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['Files.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'drive', id: idIn(change.drive), name: change.drive.name },
    summary: `take the access of ${change.user.name} to the OneDrive of ${change.owner.name} (${rightText(change)})`,
    before: { rights: [`${change.user.name}: ${rightText(change)}`] },
    after: { rights: [] },
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: ({ drive, owner, user, permission }) => [drive, owner, user, permission],
  takes: ({ permission }) => permission,
  writes: ({ owner }) => ({ accounts: [owner] }),

  async apply({ drive, permission }, to, context) {
    const id = context.idOf(permission)
    await required(to.entra, 'entra').removeDrivePermission(context.idOf(drive), id)
    return { id }
  },

  async holds({ drive, permission }, read, context) {
    const wanted = context.idOf(permission)
    const permissions = await required(read.entra, 'entra').drivePermissions(context.idOf(drive))
    return permissions.some(({ id }) => id === wanted) ? null : { id: wanted }
  },

  inverse({ permission: _gone, ...change }): DrivePermissionAdd {
    return { ...change, kind: 'drive.permission.add' }
  },
}
