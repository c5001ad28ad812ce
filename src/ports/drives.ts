import type { Drive, DrivePermission, DriveRole } from '../model/drive.ts'

/** Reads of OneDrive. */
export interface DriveReader {
  /** null where the user has no OneDrive: without a licence for it, or never opened. */
  driveOf(userId: string): Promise<Drive | null>
  /** Rights of users on the root folder. */
  drivePermissions(driveId: string): Promise<readonly DrivePermission[]>
}

/** Writes to OneDrive. */
export interface DriveWriter {
  /** Shares the root folder with a user who has to sign in; no mail is sent. Answers the id of the permission. */
  addDrivePermission(
    driveId: string,
    permission: { readonly user: string; readonly role: DriveRole; readonly until: string | null },
  ): Promise<{ readonly id: string }>
  removeDrivePermission(driveId: string, permissionId: string): Promise<void>
}
