import type { Json, JsonObject } from '../../../model/json.ts'
import {
  driveId,
  driveShelf,
  driveWithId,
  permissionId,
  type StoredDrive,
  type StoredDrivePermission,
  standingPermissions,
} from '../../entra/stored-drives.ts'
import { type StoredUser, textOf } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { selectPlain } from '../odata/plain-list.ts'
import type { Route } from '../route.ts'
import { bodyObject, isGuid, resolveUser } from './resolve.ts'

const TOTAL_BYTES = 1024 ** 4

const identityOf = (user: StoredUser): JsonObject => ({
  id: user.id,
  displayName: textOf(user, 'displayName') ?? '',
  email: textOf(user, 'mail') ?? '',
})

const show = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  const drive = driveShelf(call.store).get(user.id)
  if (!drive) throw new GraphFault('drive-none')
  const site = (textOf(user, 'userPrincipalName') ?? '').replace(/[@.]/g, '_')
  return selectPlain(call, 'drives', {
    id: driveId(call.store, user.id),
    driveType: 'business',
    name: 'OneDrive',
    webUrl: `https://contoso-my.sharepoint.com/personal/${site}/Documents`,
    owner: { user: identityOf(user) },
    quota: {
      deleted: 0,
      remaining: TOTAL_BYTES - drive.usedBytes,
      state: 'normal',
      total: TOTAL_BYTES,
      used: drive.usedBytes,
    },
  })
}

const driveOf = (call: GraphCall): StoredDrive => {
  const drive = driveWithId(call.store, call.params.id ?? '')
  if (!drive) throw new GraphFault('item-none')
  return drive
}

const granted = (call: GraphCall, userId: string, role: string): JsonObject | null => {
  const user = call.store.user(userId)
  if (!user) return null
  const identity = identityOf(user)
  return { roles: [role], grantedToV2: { user: identity, siteUser: identity }, grantedTo: { user: identity } }
}

const shown = (call: GraphCall, { id, user, role, until }: StoredDrivePermission): readonly JsonObject[] => {
  const grant = granted(call, user, role)
  return grant ? [{ id, ...grant, ...(until === null ? {} : { expirationDateTime: until }) }] : []
}

/** Beside the rights of users there is always one of a group of the site, which is nobody's. */
const ofTheSite: JsonObject = {
  id: 'T3duZXJzIG9mIHRoaXMgc2l0ZQ',
  roles: ['owner'],
  grantedToV2: { siteGroup: { id: '3', displayName: 'Owners of this site' } },
}

const list = (call: GraphCall): GraphAnswer => {
  const drive = driveOf(call)
  const owner = granted(call, drive.user, 'owner')
  const rights = standingPermissions(call.store, drive).flatMap((permission) => shown(call, permission))
  const own = owner ? [{ id: permissionId(drive.user), ...owner }] : []
  const value: Json = [...own, ofTheSite, ...rights]
  return { status: 200, body: { '@odata.context': `${call.publicUrl}/$metadata#permissions`, value } }
}

const invalid = (detail: string): GraphFault => new GraphFault('invite-invalid', { detail })

const ranks = { read: 1, write: 2 } as const

const roleIn = (roles: Json | undefined): 'read' | 'write' => {
  const role = Array.isArray(roles) && roles.length === 1 ? roles[0] : undefined
  if (role === 'read' || role === 'write') return role
  throw invalid('The roles are not valid.')
}

const recipientsIn = (call: GraphCall, recipients: Json | undefined): readonly StoredUser[] => {
  if (!Array.isArray(recipients) || recipients.length === 0) throw invalid('At least one recipient is needed.')
  return (recipients as readonly JsonObject[]).map(({ objectId, email }) => {
    const user =
      typeof objectId === 'string' && isGuid(objectId)
        ? call.store.user(objectId)
        : call.store.find('mail', String(email)).find((object): object is StoredUser => object.type === 'user')
    if (!user) throw invalid('One or more recipients could not be resolved.')
    return user
  })
}

const untilIn = (call: GraphCall, value: Json | undefined): string | null => {
  if (value === undefined || value === null) return null
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isNaN(at)) throw new GraphFault('conversion', { value: String(value), type: 'Edm.DateTimeOffset' })
  if (at <= call.store.clock.now()) throw invalid('The expiration has to be in the future.')
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/** Sharing with somebody who has a right already raises it, never lowers it, and sets its end. */
const given = (
  drive: StoredDrive,
  user: StoredUser,
  role: 'read' | 'write',
  until: string | null,
): StoredDrivePermission => {
  const known = drive.permissions.find((permission) => permission.user === user.id)
  const kept = known && ranks[known.role] > ranks[role] ? known.role : role
  return { id: permissionId(user.id), user: user.id, role: kept, until }
}

const invite = (call: GraphCall): GraphAnswer => {
  const drive = driveOf(call)
  const { recipients, roles, expirationDateTime } = bodyObject(call)
  const [users, role, until] = [recipientsIn(call, recipients), roleIn(roles), untilIn(call, expirationDateTime)]
  const standing = { ...drive, permissions: standingPermissions(call.store, drive) }
  const rights = users.map((user) => given(standing, user, role, until))
  const others = standing.permissions.filter(({ id }) => rights.every((right) => right.id !== id))
  driveShelf(call.store).put(drive.user, { ...drive, permissions: [...others, ...rights] })
  const context = `${call.publicUrl}/$metadata#Collection(microsoft.graph.permission)`
  return { status: 200, body: { '@odata.context': context, value: rights.flatMap((right) => shown(call, right)) } }
}

const remove = (call: GraphCall): GraphAnswer => {
  const drive = driveOf(call)
  const id = call.params.ref ?? ''
  if (!standingPermissions(call.store, drive).some((permission) => permission.id === id))
    throw new GraphFault('item-none')
  const permissions = drive.permissions.filter((permission) => permission.id !== id)
  driveShelf(call.store).put(drive.user, { ...drive, permissions })
  return noContent
}

export const driveRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/{id}/drive', handle: show },
  { method: 'GET', path: '/drives/{id}/items/root/permissions', handle: list },
  { method: 'POST', path: '/drives/{id}/items/root/invite', handle: invite },
  { method: 'DELETE', path: '/drives/{id}/items/root/permissions/{ref}', handle: remove },
]
