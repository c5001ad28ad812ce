import { Fault } from '../model/fault.ts'
import { type DeletablePath, deletablePath, type GraphPath, guid, path, withQuery } from './graph-url.ts'

/** Ids of OneDrive are no GUIDs: `b!` and letters without a meaning. */
const OPAQUE = /^[\w!.~+/=-]{1,500}$/

const opaque = (id: string): string => {
  if (!OPAQUE.test(id) || id === '.' || id.includes('..')) throw new Fault('entra/not-an-id', { id: id.slice(0, 80) })
  return encodeURIComponent(id)
}

const root = (driveId: string): readonly string[] => ['drives', opaque(driveId), 'items', 'root']

/** Addresses of OneDrive. */
export const driveUrls = {
  driveOf: (userId: string, select: readonly string[]): GraphPath =>
    withQuery(path('users', guid(userId), 'drive'), { select }),
  permissions: (driveId: string): GraphPath => path(...root(driveId), 'permissions'),
  permission: (driveId: string, permissionId: string): DeletablePath =>
    deletablePath(...root(driveId), 'permissions', opaque(permissionId)),
  invite: (driveId: string): GraphPath => path(...root(driveId), 'invite'),
}

/** The id as it may stand in the body of a sharing request. */
export const recipientOf = (userId: string): { readonly objectId: string } => ({ objectId: guid(userId) })
