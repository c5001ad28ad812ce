import type { DrivePermission, DriveRole } from '../../model/drive.ts'
import type { ObjectRef } from '../../model/object-ref.ts'
import type { EntraReader } from '../../ports/entra.ts'
import type { Resolve } from '../change-kind.ts'

/** A right of somebody on somebody else's OneDrive. */
interface DriveRight {
  /** The OneDrive; its name is for people. */
  readonly drive: ObjectRef
  /** Whose OneDrive it is. */
  readonly owner: ObjectRef
  /** Who gets the right, or has it. */
  readonly user: ObjectRef
  readonly role: DriveRole
  /** RFC 3339 in UTC, whole seconds; null without an end. */
  readonly until: string | null
}

export interface DrivePermissionAdd extends DriveRight {
  readonly kind: 'drive.permission.add'
}

export interface DrivePermissionRemove extends DriveRight {
  readonly kind: 'drive.permission.remove'
  /** The right among those on the OneDrive. */
  readonly permission: ObjectRef
}

/** The right that was planned, as the OneDrive shows it. */
export const permissionFor = async (
  entra: EntraReader,
  { drive, user, role, until }: DriveRight,
  context: Resolve,
): Promise<DrivePermission | undefined> => {
  const holder = context.idOf(user)
  const permissions = await entra.drivePermissions(context.idOf(drive))
  return permissions.find((known) => known.user === holder && known.role === role && known.until === until)
}

/** How a right reads: `write until 2026-12-31T22:59:59Z`. */
export const rightText = ({ role, until }: Pick<DriveRight, 'role' | 'until'>): string =>
  until === null ? role : `${role} until ${until}`
