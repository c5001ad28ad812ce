import type { JsonObject } from '../../../model/json.ts'
import { activeLicences, mergedLicences } from '../../entra/licence-rules.ts'
import { servicePlanIds } from '../../entra/service-plan-facts.ts'
import { skuFact } from '../../entra/sku-facts.ts'
import type { LicenceChoice, StoredSku } from '../../entra/stored-objects.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { selectPlain } from '../odata/plain-list.ts'
import type { Route } from '../route.ts'
import { resolveUser } from './resolve.ts'

const servicePlans = ({ skuId, disabledPlans }: LicenceChoice): readonly JsonObject[] =>
  (skuFact(skuId)?.plans ?? []).map((servicePlanName) => ({
    servicePlanId: servicePlanIds[servicePlanName],
    servicePlanName,
    provisioningStatus: disabledPlans.includes(servicePlanIds[servicePlanName]) ? 'Disabled' : 'Success',
    appliesTo: 'User',
  }))

/** https://learn.microsoft.com/graph/api/resources/subscribedsku */
const describe = (call: GraphCall, sku: StoredSku): JsonObject => ({
  accountName: call.store.tenant.displayName,
  accountId: call.store.tenant.id,
  appliesTo: 'User',
  capabilityStatus: sku.capabilityStatus,
  consumedUnits: call.store.holders(sku.skuId),
  id: `${call.store.tenant.id}_${sku.skuId}`,
  skuId: sku.skuId,
  skuPartNumber: sku.skuPartNumber,
  subscriptionIds: [call.store.ids.uuid('subscription', sku.skuId)],
  prepaidUnits: { enabled: sku.enabled, suspended: 0, warning: 0, lockedOut: 0 },
  servicePlans: servicePlans({ skuId: sku.skuId, disabledPlans: [] }),
})

const list = (call: GraphCall): GraphAnswer =>
  selectPlain(
    call,
    'subscribedSkus',
    call.store.skus.map((sku) => describe(call, sku)),
  )

const show = (call: GraphCall): GraphAnswer => {
  const id = call.params.id ?? ''
  const sku = call.store.skus.find(({ skuId }) => id.toLowerCase() === `${call.store.tenant.id}_${skuId}`)
  if (!sku) throw new GraphFault('not-found', { id })
  return selectPlain(call, 'subscribedSkus', describe(call, sku))
}

const licenceDetails = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  const details = mergedLicences(activeLicences(user)).map((licence) => ({
    id: Buffer.from(`${user.id}${licence.skuId}`.replaceAll('-', ''), 'hex').toString('base64url'),
    skuId: licence.skuId,
    skuPartNumber: skuFact(licence.skuId)?.skuPartNumber ?? '',
    servicePlans: servicePlans(licence),
  }))
  return selectPlain(call, `users('${user.id}')/licenseDetails`, details)
}

export const skuRoutes: readonly Route[] = [
  { method: 'GET', path: '/subscribedSkus', handle: list },
  { method: 'GET', path: '/subscribedSkus/{id}', handle: show },
  { method: 'GET', path: '/users/{id}/licenseDetails', handle: licenceDetails },
]
