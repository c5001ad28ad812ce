import type { DrivePermission } from '../../model/drive.ts'
import { Fault } from '../../model/fault.ts'
import { makerOf } from '../../model/object-ref.ts'
import type { DriveReader, DriveWriter } from '../../ports/drives.ts'
import { type EntraOverlay, readUser, requireUser } from './entra-overlay.ts'

const editsOf = ({ drives }: EntraOverlay, driveId: string): Map<string, DrivePermission | null> => {
  const known = drives.get(driveId)
  if (known) return known
  const edits = new Map<string, DrivePermission | null>()
  drives.set(driveId, edits)
  return edits
}

const readPermissions = async (overlay: EntraOverlay, driveId: string): Promise<readonly DrivePermission[]> => {
  const edits = overlay.drives.get(driveId)
  const live = await overlay.live.drivePermissions(driveId)
  if (!edits) return live
  const kept = live.filter(({ id }) => !edits.has(id))
  const given = [...edits.values()].filter((permission) => permission !== null)
  return [...kept, ...given].sort((a, b) => (a.id < b.id ? -1 : 1))
}

export const projectDrives = (overlay: EntraOverlay): DriveReader => ({
  /** Somebody new has no OneDrive before signing in, and of somebody deleted nobody can ask for it. */
  async driveOf(userId) {
    const isThere = makerOf(userId) === undefined && (await readUser(overlay, userId))
    return isThere ? overlay.live.driveOf(userId) : null
  },
  drivePermissions: (driveId) => readPermissions(overlay, driveId),
})

const ranks = { read: 1, write: 2, owner: 3 } as const

/** Whoever has a right keeps it, under its id: sharing again can only raise it, and sets its end. */
const raised = (known: DrivePermission, wanted: DrivePermission): DrivePermission => ({
  ...wanted,
  id: known.id,
  role: ranks[known.role] > ranks[wanted.role] ? known.role : wanted.role,
})

/** Writes that stay in the overlay. */
export const writeDrives = (overlay: EntraOverlay, newId: () => string): DriveWriter => ({
  addDrivePermission: (driveId, permission) =>
    overlay.turns(async () => {
      await requireUser(overlay, permission.user, `sharing the OneDrive ${driveId} with ${permission.user}`)
      const known = (await readPermissions(overlay, driveId)).find(({ user }) => user === permission.user)
      const wanted: DrivePermission = { id: newId(), ...permission }
      const given = known ? raised(known, wanted) : wanted
      editsOf(overlay, driveId).set(given.id, given)
      return { id: given.id }
    }),
  removeDrivePermission: (driveId, permissionId) =>
    overlay.turns(async () => {
      const doing = `taking a right on the OneDrive ${driveId} back`
      const known = (await readPermissions(overlay, driveId)).some(({ id }) => id === permissionId)
      if (!known) throw new Fault('entra/not-found', { doing, detail: `there is no permission ${permissionId}` })
      editsOf(overlay, driveId).set(permissionId, null)
    }),
})

/** A tenant without OneDrive. */
export const noDrives: DriveReader = {
  driveOf: async () => null,
  drivePermissions: async (driveId) => {
    throw new Fault('entra/not-found', { doing: 'reading a OneDrive', detail: `there is no OneDrive ${driveId}` })
  },
}
