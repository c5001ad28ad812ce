import type { EntraStore } from './entra-store.ts'
import { exclusivePlans, planNeedsOneOf, servicePlanIds } from './service-plan-facts.ts'
import { enabledPlans, servicePlanName } from './sku-facts.ts'
import { type LicenceChoice, type LicenceState, type StoredSku, type StoredUser, textOf } from './stored-objects.ts'

/** What is wrong with a set of service plans held by one user. */
export type PlanFault =
  | { readonly error: 'MutuallyExclusiveViolation'; readonly plans: readonly string[] }
  | { readonly error: 'DependencyViolation'; readonly plan: string; readonly needs: readonly string[] }

export const skuOf = (store: EntraStore, skuId: string): StoredSku | undefined =>
  store.skus.find((sku) => sku.skuId === skuId.toLowerCase())

export const freeSeats = (store: EntraStore, sku: StoredSku): number => sku.enabled - store.holders(sku.skuId)

export const activeLicences = (user: StoredUser): readonly LicenceState[] =>
  user.licences.filter(({ state }) => state === 'Active')

export const holdsActive = (user: StoredUser, skuId: string): boolean =>
  activeLicences(user).some((licence) => licence.skuId === skuId)

/** Where the law of the United States keeps Microsoft from selling. https://www.microsoft.com/en-us/exporting/faq */
const barredCountries: ReadonlySet<string> = new Set(['CU', 'IR', 'KP', 'SY'])

/** Whether no licence may be used where the user is. */
export const isBarred = (user: StoredUser): boolean => barredCountries.has(textOf(user, 'usageLocation') ?? '')

/** Checks the plans that these licences switch on together. */
export const planFault = (licences: readonly LicenceChoice[]): PlanFault | null => {
  const plans = new Set(licences.flatMap((licence) => enabledPlans(licence)))
  return exclusiveFault(plans) ?? dependencyFault(plans)
}

const exclusiveFault = (plans: ReadonlySet<string>): PlanFault | null => {
  for (const family of exclusivePlans) {
    const held = family.map((name) => servicePlanIds[name]).filter((id) => plans.has(id))
    if (held.length > 1) return { error: 'MutuallyExclusiveViolation', plans: held }
  }
  return null
}

const dependencyFault = (plans: ReadonlySet<string>): PlanFault | null => {
  for (const plan of plans) {
    const name = servicePlanName(plan)
    const needs = (name && planNeedsOneOf[name])?.map((needed) => servicePlanIds[needed]) ?? []
    if (needs.length > 0 && !needs.some((id) => plans.has(id))) return { error: 'DependencyViolation', plan, needs }
  }
  return null
}

/** One entry per SKU: plans stay off only where every way the licence comes through switches them off. */
export const mergedLicences = (states: readonly LicenceState[]): readonly LicenceChoice[] => {
  const merged = new Map<string, readonly string[]>()
  for (const { skuId, disabledPlans } of states) {
    const before = merged.get(skuId)
    merged.set(skuId, before ? before.filter((plan) => disabledPlans.includes(plan)) : disabledPlans)
  }
  return [...merged].map(([skuId, disabledPlans]) => ({ skuId, disabledPlans }))
}
