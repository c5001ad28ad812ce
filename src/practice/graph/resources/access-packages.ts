import type { Json, JsonObject } from '../../../model/json.ts'
import {
  accessPackages,
  packageAssignments,
  packageRequests,
  type StoredAssignment,
  type StoredPackageRequest,
} from '../../entra/package-shelves.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { filteredList } from '../odata/filtered-list.ts'
import { contextOf } from '../odata/page-answer.ts'
import type { Route } from '../route.ts'
import { requirePremium } from './pim.ts'
import { bodyObject } from './resolve.ts'

const BASE = '/identityGovernance/entitlementManagement'

const subjectOf = ({ store }: GraphCall, userId: string): JsonObject => {
  const user = store.object(userId)
  return {
    id: store.ids.uuid('package subject', userId),
    objectId: userId,
    displayName: user?.properties.displayName ?? null,
    principalName: user?.properties.userPrincipalName ?? null,
    subjectType: 'user',
  }
}

const packageOf = ({ store }: GraphCall, id: string): Json => {
  const found = accessPackages(store).get(id)
  return found ? { ...found, isHidden: false } : null
}

const shownAssignment = (call: GraphCall, { id, packageId, userId, ...rest }: StoredAssignment): JsonObject => ({
  id,
  ...rest,
  status: rest.state === 'delivered' ? 'Delivered' : 'ExpiredRequestFulfilled',
  schedule: null,
  target: subjectOf(call, userId),
  accessPackage: packageOf(call, packageId),
})

const assignments = (call: GraphCall): GraphAnswer => {
  requirePremium(call)
  const items = packageAssignments(call.store)
    .all()
    .map((one) => shownAssignment(call, one))
  const links = { target: linked('target'), accessPackage: linked('accessPackage') }
  return filteredList(call, { set: 'identityGovernance/entitlementManagement/assignments', items, links })
}

const linked =
  (name: string) =>
  (item: JsonObject): Json =>
    item[name] ?? null

const shownRequest = (call: GraphCall, request: StoredPackageRequest): JsonObject => {
  const { id, requestType, state, createdDateTime, assignmentId } = request
  const assignment = assignmentId === null ? undefined : packageAssignments(call.store).get(assignmentId)
  return {
    id,
    requestType,
    state,
    status: state === 'delivered' ? 'Fulfilled' : 'PendingApproval',
    createdDateTime,
    completedDateTime: state === 'delivered' ? createdDateTime : null,
    requestor: subjectOf(call, request.userId),
    accessPackage: packageOf(call, request.packageId),
    assignment: assignment ? { id: assignment.id, state: assignment.state } : null,
  }
}

const requests = (call: GraphCall): GraphAnswer => {
  requirePremium(call)
  const items = packageRequests(call.store)
    .all()
    .map((one) => shownRequest(call, one))
  const names = ['requestor', 'accessPackage', 'assignment']
  const links = Object.fromEntries(names.map((name) => [name, linked(name)]))
  return filteredList(call, { set: 'identityGovernance/entitlementManagement/assignmentRequests', items, links })
}

const idOf = (json: Json | undefined): string =>
  json !== null && typeof json === 'object' && !Array.isArray(json) ? String((json as JsonObject).id ?? '') : ''

/** Takes an assignment away, as an administrator; it is done at once here, and later where Entra is real. */
const ask = (call: GraphCall): GraphAnswer => {
  requirePremium(call)
  const { store } = call
  const { requestType, assignment } = bodyObject(call)
  if (String(requestType).toLowerCase() !== 'adminremove') throw new GraphFault('invalid-values')
  const held = packageAssignments(store).get(idOf(assignment))
  if (held?.state !== 'delivered') throw new GraphFault('not-found', { id: idOf(assignment) })
  const createdDateTime = store.timestamp()
  packageAssignments(store).put(held.id, { ...held, state: 'expired', expiredDateTime: createdDateTime })
  const { id: assignmentId, packageId, userId } = held
  const id = store.ids.uuid('package request', call.request.requestId)
  const asked = { id, packageId, userId, assignmentId, createdDateTime, requestType: 'adminRemove' } as const
  packageRequests(store).put(id, { ...asked, state: 'delivered' })
  const context = contextOf(call.publicUrl, 'identityGovernance/entitlementManagement/assignmentRequests', null, true)
  const body = { id, requestType: 'adminRemove', state: 'submitted', status: 'Accepted', createdDateTime }
  return { status: 201, body: { '@odata.context': context, ...body, completedDateTime: null } }
}

export const accessPackageRoutes: readonly Route[] = [
  { method: 'GET', path: `${BASE}/assignments`, handle: assignments },
  { method: 'GET', path: `${BASE}/assignmentRequests`, handle: requests },
  { method: 'POST', path: `${BASE}/assignmentRequests`, handle: ask },
]
