import { Fault } from '../../model/fault.ts'
import type { ManagedApps } from '../../model/managed-apps.ts'
import { makerOf } from '../../model/object-ref.ts'
import type { ManagedAppReader, ManagedAppWriter } from '../../ports/managed-apps.ts'
import { type EntraOverlay, requireUser } from './entra-overlay.ts'

const none: ManagedApps = { readable: true, apps: [] }

/** Whoever the plan makes or brings back has no apps that the live tenant knows. */
const liveAppsOf = async (overlay: EntraOverlay, userId: string): Promise<ManagedApps> => {
  if (makerOf(userId) !== undefined) return none
  try {
    return await overlay.live.managedAppsOf(userId)
  } catch (error) {
    const isMissing = error instanceof Fault && error.code === 'entra/not-found'
    if (isMissing && overlay.users.get(userId)?.born) return none
    throw error
  }
}

/** Asked for, and not carried out yet: how soon an app reports to Intune nobody knows. */
const readApps = async (overlay: EntraOverlay, userId: string): Promise<ManagedApps> => {
  await requireUser(overlay, userId, `reading the protected apps of ${userId}`)
  const live = await liveAppsOf(overlay, userId)
  const wiped = overlay.devices.wipedApps.get(userId)
  if (!live.readable || !wiped) return live
  const isWiped = (tag: string | null): boolean => tag !== null && wiped.has(tag)
  return { readable: true, apps: live.apps.map((app) => (isWiped(app.deviceTag) ? { ...app, isWiping: true } : app)) }
}

export const projectManagedApps = (overlay: EntraOverlay): ManagedAppReader => ({
  managedAppsOf: (userId) => readApps(overlay, userId),
})

/** Writes that stay in the overlay. */
export const writeManagedApps = (overlay: EntraOverlay): ManagedAppWriter => ({
  wipeManagedApps: (userId, deviceTag) =>
    overlay.turns(async () => {
      const found = await readApps(overlay, userId)
      const isThere = found.readable && found.apps.some((app) => app.deviceTag === deviceTag)
      const doing = `wiping protected apps of ${userId}`
      if (!isThere) throw new Fault('entra/not-found', { doing, detail: 'there is no such device tag' })
      const { wipedApps } = overlay.devices
      wipedApps.set(userId, (wipedApps.get(userId) ?? new Set()).add(deviceTag))
    }),
})

/** A tenant in which nobody has a protected app. */
export const noManagedApps: ManagedAppReader = { managedAppsOf: async () => none }
