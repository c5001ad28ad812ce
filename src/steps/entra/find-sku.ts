import { didYouMean } from '../../model/did-you-mean.ts'
import type { Sku } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import type { LookUp, StepContext } from '../step.ts'

/** The SKU of the tenant with this part number or skuId, of those that are assigned to users. Throws `plan/unknown-licence`. */
export const findSku = (context: LookUp, tenant: readonly Sku[], name: string): Sku => {
  const wanted = name.toLowerCase()
  const assignable = tenant.filter(({ appliesTo }) => appliesTo === 'User')
  const sku = assignable.find(
    ({ skuId, skuPartNumber }) => skuPartNumber.toLowerCase() === wanted || skuId.toLowerCase() === wanted,
  )
  if (sku) return sku
  const known = assignable.map(({ skuPartNumber }) => skuPartNumber)
  throw new Fault(
    'plan/unknown-licence',
    { licence: name, known: known.join(', '), like: didYouMean(name, known) },
    { where: context.where() },
  )
}

/** Ids of service plans of a SKU by their names or ids, each once. Throws `plan/unknown-service-plan`. */
export const planIds = (context: StepContext, sku: Sku, names: readonly string[]): readonly string[] => [
  ...new Set(names.map((name) => planId(context, sku, name))),
]

const planId = (context: StepContext, { skuPartNumber, servicePlans }: Sku, name: string): string => {
  const wanted = name.toLowerCase()
  const plan = servicePlans.find(
    ({ servicePlanId, servicePlanName }) =>
      servicePlanName.toLowerCase() === wanted || servicePlanId.toLowerCase() === wanted,
  )
  if (plan) return plan.servicePlanId
  const known = servicePlans.map(({ servicePlanName }) => servicePlanName)
  const params = { plan: name, licence: skuPartNumber, known: known.join(', '), like: didYouMean(name, known) }
  throw new Fault('plan/unknown-service-plan', params, { where: context.where() })
}

/** Names of service plans, for display; an id that the SKU does not list stays an id. */
export const planNames = (sku: Sku, ids: readonly string[]): readonly string[] =>
  ids.map((id) => sku.servicePlans.find(({ servicePlanId }) => servicePlanId === id)?.servicePlanName ?? id)

/** Throws `plan/no-seats` where no seat is left, counting those that earlier changes of the same plan will take. */
export const refuseWithoutSeat = (context: StepContext, sku: Sku): void => {
  if (sku.consumed < sku.enabled && (sku.capabilityStatus === 'Enabled' || sku.capabilityStatus === 'Warning')) return
  const params = {
    licence: sku.skuPartNumber,
    enabled: sku.enabled,
    consumed: sku.consumed,
    status: sku.capabilityStatus,
  }
  throw new Fault('plan/no-seats', params, { where: context.where() })
}
