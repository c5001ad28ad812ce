import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type DrivePermissionAdd, type DrivePermissionRemove, permissionFor, rightText } from './drive-permission.ts'

export const drivePermissionAdd: ChangeKind<DrivePermissionAdd> = {
  kind: 'drive.permission.add',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['Files.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'drive', id: idIn(change.drive), name: change.drive.name },
    summary: `give ${change.user.name} access to the OneDrive of ${change.owner.name} (${rightText(change)})`,
    before: { rights: [] },
    after: { rights: [`${change.user.name}: ${rightText(change)}`] },
    count: 'add',
  }),

  hazards: () => ['grants-access'],
  refs: ({ drive, owner, user }) => [drive, owner, user],
  writes: ({ owner }) => ({ accounts: [owner] }),

  async apply({ drive, user, role, until }, to, context) {
    const permission = { user: context.idOf(user), role, until }
    return required(to.entra, 'entra').addDrivePermission(context.idOf(drive), permission)
  },

  async holds(change, read, context) {
    const found = await permissionFor(required(read.entra, 'entra'), change, context)
    return found ? { id: found.id } : null
  },

  async found(change, read, context) {
    const [drive, user] = [context.idOf(change.drive), context.idOf(change.user)]
    const all = await required(read.entra, 'entra').drivePermissions(drive)
    const rights = all.filter((known) => known.user === user).map(({ role, until }) => ({ role, until }))
    return { rights: rights.map(({ role, until }) => `${change.user.name}: ${role}${until ? ` until ${until}` : ''}`) }
  },

  inverse(change, made): DrivePermissionRemove | Irreversible {
    if (made.id === null) return { irreversible: 'the id of the permission is not known' }
    return { ...change, kind: 'drive.permission.remove', permission: { id: made.id, name: rightText(change) } }
  },
}
