import type { EntraLicenceAssign } from '../changes/entra/entra-licence.ts'
import type { Sku } from '../model/entra-objects.ts'
import { Fault } from '../model/fault.ts'
import type { PlannedChange } from '../model/plan.ts'
import type { PersonPlan } from './plan-person.ts'

/** A change that gives a seat back, and whether that is days away. */
interface Freed {
  readonly id: string
  readonly person: string
  readonly isLate: boolean
}

/** Seats of one SKU while the changes of a plan are gone through. */
interface Seats {
  readonly sku: Sku
  free: number
  readonly freed: Freed[]
}

const asAssign = ({ change }: PlannedChange): EntraLicenceAssign | null =>
  change['kind'] === 'entra.licence.assign' ? (change as unknown as EntraLicenceAssign) : null

const waits = (planned: PlannedChange, byId: ReadonlyMap<string, PlannedChange>): boolean =>
  planned.needs.some((need) => byId.get(need)?.kind === 'wait.until.time')

/**
 * Orders whoever gets a seat behind the one who gives it back in the same plan, where no other seat is free: people go on side by side, and a
 * projection only says that the numbers come out even. A seat that is given back after a time of grace is none (`plan/no-seats`).
 */
export const orderSeats = (
  plans: readonly PersonPlan[],
  skus: readonly Sku[],
): { readonly plans: readonly PersonPlan[]; readonly faults: readonly Fault[] } => {
  const seats = new Map(skus.map((sku) => [sku.skuId, { sku, free: sku.enabled - sku.consumed, freed: [] } as Seats]))
  const byId = new Map(plans.flatMap(({ changes }) => changes.map((change) => [change.id, change] as const)))
  const faults: Fault[] = []
  const ordered = plans.map((plan) => ({
    ...plan,
    changes: plan.changes.map((planned) => {
      const change = asAssign(planned)
      if (!change) return planned
      const taken = change.add.filter(({ disabledBefore }) => disabledBefore === undefined)
      const needs = taken.flatMap(({ skuId }) => seatFor(seats.get(skuId), planned, faults))
      for (const { skuId } of change.remove)
        seats.get(skuId)?.freed.push({ id: planned.id, person: planned.person, isLate: waits(planned, byId) })
      return needs.length === 0 ? planned : { ...planned, needs: [...new Set([...planned.needs, ...needs])] }
    }),
  }))
  return { plans: ordered, faults }
}

/** The change that has to happen before a seat is free; none where one is free anyway, or where nobody knows who frees it. */
const seatFor = (seats: Seats | undefined, planned: PlannedChange, faults: Fault[]): readonly string[] => {
  if (!seats) return []
  seats.free -= 1
  if (seats.free >= 0) return []
  const soon = seats.freed.findIndex(({ isLate }) => !isLate)
  if (soon < 0) {
    if (seats.freed.length > 0) faults.push(noSeat(seats.sku, planned))
    return []
  }
  const [first] = seats.freed.splice(soon, 1)
  return first && first.person !== planned.person ? [first.id] : []
}

const noSeat = ({ skuPartNumber, enabled, capabilityStatus }: Sku, { person }: PlannedChange): Fault =>
  new Fault('plan/no-seats', {
    licence: skuPartNumber,
    enabled,
    consumed: enabled,
    status: capabilityStatus,
    person,
  })
