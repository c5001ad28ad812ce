import { Fault } from '../../model/fault.ts'
import { makerOf } from '../../model/object-ref.ts'
import type { PackageReader, PackageWriter } from '../../ports/access-packages.ts'
import type { EntraOverlay } from './entra-overlay.ts'

/** Access packages of a tenant that has none. */
export const noPackages: PackageReader = { packagesOf: async () => ({ readable: true, assigned: [], asked: [] }) }

export const projectPackages = (overlay: EntraOverlay): PackageReader => ({
  async packagesOf(userId) {
    const user = overlay.users.get(userId)
    // A placeholder is no id, and whoever is new or deleted has no packages.
    if (makerOf(userId) !== undefined || user?.gone) return noPackages.packagesOf(userId)
    const live = await overlay.live.packagesOf(userId)
    if (!live.readable) return live
    return { ...live, assigned: live.assigned.filter(({ id }) => !overlay.packages.has(id)) }
  },
})

/** Writes that stay in the overlay. */
export const writePackages = (overlay: EntraOverlay): PackageWriter => ({
  removePackage: (userId, assignmentId) =>
    overlay.turns(async () => {
      const doing = `taking an access package from ${userId}`
      const held = await projectPackages(overlay).packagesOf(userId)
      if (!held.readable) throw new Fault('entra/denied', { doing, detail: held.because })
      if (!held.assigned.some(({ id }) => id === assignmentId))
        throw new Fault('entra/not-found', { doing, detail: `there is no assignment ${assignmentId}` })
      overlay.packages.add(assignmentId)
    }),
})
