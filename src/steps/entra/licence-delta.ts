import type { LicenceChange } from '../../changes/entra/entra-licence.ts'
import type { HeldLicence, Sku } from '../../model/entra-objects.ts'
import { isMailboxPlan } from '../../model/mailbox-plan.ts'
import { planNames } from './find-sku.ts'

/** A licence that comes through a group. */
export interface Inherited {
  readonly sku: Sku
  readonly group: string
}

/** What has to happen to directly assigned licences. */
export interface LicenceDelta {
  /** Licences that take a seat. */
  readonly assign: readonly { readonly sku: Sku; readonly licence: LicenceChange }[]
  /** Licences that are held, with other service plans. */
  readonly adjust: readonly LicenceChange[]
  readonly remove: readonly LicenceChange[]
  /** Unwanted ones that nobody can remove here. */
  readonly inherited: readonly Inherited[]
  readonly holds: number
}

/** https://learn.microsoft.com/graph/api/resources/licenseassignmentstate: in any other state the user cannot use it. */
const WORKING = new Set(['Active', 'ActiveWithError'])

const directOf = ({ skuId }: Sku, held: readonly HeldLicence[]): HeldLicence | undefined =>
  held.find((licence) => licence.skuId === skuId && licence.group === null)

const isInherited = ({ skuId }: Sku, held: readonly HeldLicence[]): boolean =>
  held.some((licence) => licence.skuId === skuId && licence.group !== null && WORKING.has(licence.state))

const inheritedOf = (sku: Sku, held: readonly HeldLicence[]): readonly Inherited[] =>
  held.flatMap(({ skuId, group }) => (skuId === sku.skuId && group !== null ? [{ sku, group }] : []))

/** SKUs of the tenant that are held, directly or through a group. */
export const heldSkus = (tenant: readonly Sku[], held: readonly HeldLicence[]): readonly Sku[] =>
  tenant.filter((sku) => directOf(sku, held) ?? inheritedOf(sku, held).length > 0)

/** SKUs of the tenant that are assigned directly. */
export const directLicences = (tenant: readonly Sku[], held: readonly HeldLicence[]): readonly Sku[] =>
  tenant.filter((sku) => directOf(sku, held))

/**
 * Compares the licences somebody holds with those asked for. One that comes through a group counts as held and cannot be removed; one that is
 * wanted is not removed. `off` has the service plans that shall be off, by skuId; plans that nobody named stay as they are.
 */
export const licenceDelta = (of: {
  readonly wanted: readonly Sku[]
  readonly unwanted: readonly Sku[]
  readonly held: readonly HeldLicence[]
  readonly off: ReadonlyMap<string, readonly string[]>
}): LicenceDelta => {
  const wanted = unique(of.wanted)
  const unwanted = unique(of.unwanted).filter(({ skuId }) => !wanted.some((sku) => sku.skuId === skuId))
  const missing = wanted.filter((sku) => !directOf(sku, of.held) && !isInherited(sku, of.held))
  const assign = missing.map((sku) => ({ sku, licence: licenceOf(sku, of.off.get(sku.skuId) ?? []) }))
  const adjust = wanted.flatMap((sku) => adjusted(sku, directOf(sku, of.held), of.off.get(sku.skuId)))
  const remove = unwanted.flatMap((sku) => {
    const direct = directOf(sku, of.held)
    return direct ? [licenceOf(sku, direct.disabledPlans)] : []
  })
  const inherited = unwanted.flatMap((sku) => inheritedOf(sku, of.held))
  const gone = unwanted.filter((sku) => !directOf(sku, of.held) && inheritedOf(sku, of.held).length === 0)
  const holds = wanted.length - assign.length - adjust.length + gone.length
  return { assign, adjust, remove, inherited, holds }
}

const unique = (skus: readonly Sku[]): readonly Sku[] => [...new Map(skus.map((sku) => [sku.skuId, sku])).values()]

const licenceOf = (sku: Sku, plans: readonly string[]): LicenceChange => {
  const disabledPlans = [...plans].sort()
  const { skuId, skuPartNumber, servicePlans } = sku
  const hasMailbox = servicePlans.some(
    ({ servicePlanId, servicePlanName }) => isMailboxPlan(servicePlanName) && !plans.includes(servicePlanId),
  )
  const disabledPlanNames = planNames(sku, disabledPlans)
  return { skuId, skuPartNumber, disabledPlans, disabledPlanNames, ...(hasMailbox ? { mailbox: true } : {}) }
}

const adjusted = (
  sku: Sku,
  direct: HeldLicence | undefined,
  off: readonly string[] | undefined,
): readonly LicenceChange[] => {
  if (!direct || !off) return []
  const before = new Set(direct.disabledPlans)
  const isSame = before.size === new Set(off).size && off.every((plan) => before.has(plan))
  return isSame ? [] : [{ ...licenceOf(sku, off), disabledBefore: [...before].sort() }]
}
