import type { EntraStore } from './entra-store.ts'
import type { Shelf } from './shelf.ts'

/** The OneDrive of a user, kept under the id of that user. */
export interface StoredDrive {
  readonly user: string
  readonly usedBytes: number
  readonly permissions: readonly StoredDrivePermission[]
}

/** A right on the root folder. */
export interface StoredDrivePermission {
  readonly id: string
  readonly user: string
  readonly role: 'read' | 'write'
  /** RFC 3339; null without an end. */
  readonly until: string | null
}

const GUID_BYTES = 16

export const driveShelf = (store: EntraStore): Shelf<StoredDrive> => store.shelf<StoredDrive>('drive')

/** The id says whose OneDrive it is, as ids of OneDrive do, and nobody but this file reads it. */
export const driveId = (store: EntraStore, userId: string): string => {
  const own = Buffer.from(userId.replaceAll('-', ''), 'hex')
  return `b!${Buffer.concat([own, store.ids.bytes('drive', userId)]).toString('base64url')}`
}

export const driveWithId = (store: EntraStore, id: string): StoredDrive | undefined => {
  const hex = Buffer.from(id.slice(2), 'base64url').subarray(0, GUID_BYTES).toString('hex')
  const userId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const drive = driveShelf(store).get(userId)
  return drive && driveId(store, drive.user) === id ? drive : undefined
}

/** SharePoint makes the id of a right out of the sign-in name that has it, so that somebody who gets it again has the same. */
export const permissionId = (userId: string): string => Buffer.from(`i:0#.f|membership|${userId}`).toString('base64url')

/** Rights that have not run out. */
export const standingPermissions = (
  store: EntraStore,
  { permissions }: StoredDrive,
): readonly StoredDrivePermission[] =>
  permissions.filter(({ until }) => until === null || Date.parse(until) > store.clock.now())
