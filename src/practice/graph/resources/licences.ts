import type { Json, JsonObject } from '../../../model/json.ts'
import { settleInheritedLicences } from '../../entra/group-licences.ts'
import {
  activeLicences,
  freeSeats,
  holdsActive,
  isBarred,
  mergedLicences,
  type PlanFault,
  planFault,
  skuOf,
} from '../../entra/licence-rules.ts'
import { followMembership } from '../../entra/licence-worker.ts'
import { membersOf } from '../../entra/membership.ts'
import { servicePlanIds } from '../../entra/service-plan-facts.ts'
import { skuFact } from '../../entra/sku-facts.ts'
import { type LicenceChoice, type LicenceState, type StoredUser, textOf } from '../../entra/stored-objects.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { contextOf } from '../odata/page-answer.ts'
import { represent } from '../odata/represent.ts'
import type { Route } from '../route.ts'
import { entityTypeOf } from '../schema/entity-type.ts'
import { isCountry } from './countries.ts'
import { provisionMailbox } from './mailbox.ts'
import { bodyObject, isGuid, resolveGroup, resolveUser } from './resolve.ts'

interface Assignment {
  readonly add: readonly LicenceChoice[]
  readonly remove: readonly string[]
}

/** Both lists have to be there, even if empty. https://learn.microsoft.com/graph/api/user-assignlicense */
const readAssignment = (call: GraphCall): Assignment => {
  const body = bodyObject(call)
  const lists = { addLicenses: listNamed(body, 'addLicenses'), removeLicenses: listNamed(body, 'removeLicenses') }
  const missing = Object.entries(lists).flatMap(([name, list]) => (list ? [] : [name]))
  if (missing.length > 0) throw new GraphFault('lic-parameter', { missing: missing.join(', ') })
  return { add: (lists.addLicenses ?? []).map(readChoice), remove: (lists.removeLicenses ?? []).map(readGuid) }
}

const listNamed = (body: JsonObject, name: string): readonly Json[] | undefined => {
  const key = Object.keys(body).find((candidate) => candidate.toLowerCase() === name.toLowerCase())
  const list = key === undefined ? undefined : body[key]
  return Array.isArray(list) ? list : undefined
}

const readGuid = (value: Json | undefined): string => {
  if (typeof value !== 'string' || !isGuid(value)) throw new GraphFault('lic-guid')
  return value.toLowerCase()
}

const readChoice = (value: Json): LicenceChoice => {
  const { skuId, disabledPlans } = (value ?? {}) as JsonObject
  const plans: readonly Json[] = Array.isArray(disabledPlans) ? disabledPlans : []
  return { skuId: readGuid(skuId), disabledPlans: plans.map(readGuid) }
}

const assignToUser = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  const { add, remove } = readAssignment(call)
  checkRemovals(user, remove)
  for (const choice of add) checkChoice(call, choice)
  if (add.some(({ skuId }) => remove.includes(skuId))) throw new GraphFault('invalid-values')
  if (add.length > 0 && (!isCountry(textOf(user, 'usageLocation') ?? '') || isBarred(user)))
    throw new GraphFault('lic-location')
  for (const { skuId } of add) checkSeat(call, user, skuId)
  const licences = assigned(call, user, { add, remove })
  refusePlans(planFault(mergedLicences(activeLicences({ ...user, licences }))))
  call.store.put({ ...user, licences })
  settleInheritedLicences(call.store, user.id)
  return showUser(call, provisionMailbox(call.store, call.store.user(user.id) ?? user))
}

const checkRemovals = (user: StoredUser, remove: readonly string[]): void => {
  for (const skuId of remove) {
    const held = user.licences.filter((licence) => licence.skuId === skuId)
    if (held.length === 0) throw new GraphFault('lic-notassigned')
    if (held.every(({ assignedByGroup }) => assignedByGroup !== null)) throw new GraphFault('lic-inherited')
  }
}

const checkChoice = (call: GraphCall, { skuId, disabledPlans }: LicenceChoice): void => {
  const fact = skuOf(call.store, skuId) && skuFact(skuId)
  if (!fact) throw new GraphFault('lic-unknown', { skuId })
  const plans = new Set<string>(fact.plans.map((name) => servicePlanIds[name]))
  const foreign = disabledPlans.find((plan) => !plans.has(plan))
  if (foreign !== undefined) throw new GraphFault('lic-plan', { plan: foreign, skuId })
}

const checkSeat = (call: GraphCall, user: StoredUser, skuId: string): void => {
  const sku = skuOf(call.store, skuId)
  if (!sku || holdsActive(user, skuId)) return
  if (freeSeats(call.store, sku) < 1) throw new GraphFault('lic-noseat', { skuId })
}

/** Adding a licence that is there replaces its disabled plans. */
const assigned = (call: GraphCall, user: StoredUser, { add, remove }: Assignment): readonly LicenceState[] => {
  const touched = new Set([...remove, ...add.map(({ skuId }) => skuId)])
  const kept = user.licences.filter(({ assignedByGroup, skuId }) => assignedByGroup !== null || !touched.has(skuId))
  const lastUpdatedDateTime = call.store.timestamp()
  const added = add.map(
    (choice): LicenceState => ({
      ...choice,
      assignedByGroup: null,
      state: 'Active',
      error: 'None',
      lastUpdatedDateTime,
    }),
  )
  return [...kept, ...added]
}

const refusePlans = (fault: PlanFault | null): void => {
  if (fault === null) return
  if (fault.error === 'MutuallyExclusiveViolation')
    throw new GraphFault('lic-exclusive', { plans: fault.plans.join(', ') })
  throw new GraphFault('lic-dep', { plan: fault.plan, needs: fault.needs.join(', ') })
}

/** The whole user, whatever a read would show by default. https://learn.microsoft.com/graph/api/user-assignlicense#response */
const showUser = (call: GraphCall, user: StoredUser): GraphAnswer => {
  const { set, properties } = entityTypeOf(user)
  const names = Object.keys(properties).filter((name) => !properties[name]?.elsewhere)
  const body = represent(call.store, user, names)
  return { status: 200, body: { '@odata.context': contextOf(call.publicUrl, set, null, true), ...body } }
}

/** Shows by a refusal what keeps an inherited licence from working. */
const reprocess = (call: GraphCall): GraphAnswer => {
  const { id } = resolveUser(call)
  settleInheritedLicences(call.store, id)
  const user = resolveUser(call)
  const failed = user.licences.find(({ state }) => state === 'Error')
  if (failed?.error === 'CountViolation') throw new GraphFault('lic-noseat', { skuId: failed.skuId })
  if (failed) refusePlans(planFault([...mergedLicences(activeLicences(user)), failed]))
  return showUser(call, user)
}

const assignToGroup = (call: GraphCall): GraphAnswer => {
  const group = resolveGroup(call)
  const { add, remove } = readAssignment(call)
  for (const choice of add) checkChoice(call, choice)
  if (remove.some((skuId) => !group.licences.some((licence) => licence.skuId === skuId)))
    throw new GraphFault('lic-notassigned')
  const touched = new Set([...remove, ...add.map(({ skuId }) => skuId)])
  const changed = { ...group, licences: [...group.licences.filter(({ skuId }) => !touched.has(skuId)), ...add] }
  call.store.put(changed)
  for (const { id } of membersOf(call.store, group.id)) followMembership(call.store, id)
  const body = {
    '@odata.context': contextOf(call.publicUrl, 'groups', null, true),
    ...represent(call.store, changed, null),
  }
  return { status: 202, body }
}

export const licenceRoutes: readonly Route[] = [
  { method: 'POST', path: '/users/{id}/assignLicense', handle: assignToUser },
  { method: 'POST', path: '/users/{id}/reprocessLicenseAssignment', handle: reprocess },
  { method: 'POST', path: '/groups/{id}/assignLicense', handle: assignToGroup },
]
