import type { Json, JsonObject } from '../../../model/json.ts'
import { roleEligibilities, type StoredEligibility } from '../../entra/rights-shelves.ts'
import { activeGrants, assignmentId, current, giveRole, takeRole } from '../../entra/role-assignments.ts'
import { roleFactOf } from '../../entra/role-facts.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { contextOf } from '../odata/page-answer.ts'
import type { Route } from '../route.ts'
import { requirePim } from './pim.ts'
import { bodyObject } from './resolve.ts'

/** Whoever has switched a role on keeps it for as long at least. */
const LEAST_ACTIVE_MS = 5 * 60_000
const DAYS_MS = 86_400_000
const HOURS_MS = 3_600_000

interface Asked {
  readonly action: 'adminAssign' | 'adminRemove'
  readonly principalId: string
  readonly roleDefinitionId: string
  readonly directoryScopeId: string
  readonly endDateTime: string | null
  readonly startDateTime: string
  /** Tried, and not carried out. */
  readonly onlyTry: boolean
}

const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject)[name] : undefined

/** https://learn.microsoft.com/graph/api/resources/expirationpattern */
const endOf = (start: string, expiration: Json | undefined): string | null => {
  const type = String(memberOf(expiration, 'type') ?? 'noExpiration').toLowerCase()
  if (type === 'noexpiration' || type === 'notspecified') return null
  if (type === 'afterdatetime') return String(memberOf(expiration, 'endDateTime'))
  const match = /^P(?:(\d+)D)?(?:T(\d+)H)?$/.exec(String(memberOf(expiration, 'duration')))
  if (!match) throw new GraphFault('invalid-values')
  return new Date(Date.parse(start) + Number(match[1] ?? 0) * DAYS_MS + Number(match[2] ?? 0) * HOURS_MS).toISOString()
}

const askedOf = (call: GraphCall): Asked => {
  const body = bodyObject(call)
  const { action, scheduleInfo, isValidationOnly } = body
  if (action !== 'adminAssign' && action !== 'adminRemove') throw new GraphFault('invalid-values')
  const [principalId, roleDefinitionId] = [body.principalId, body.roleDefinitionId].map((id) =>
    String(id).toLowerCase(),
  )
  const startDateTime = String(memberOf(scheduleInfo, 'startDateTime') ?? call.store.timestamp())
  return {
    action,
    principalId: principalId ?? '',
    roleDefinitionId: roleDefinitionId ?? '',
    directoryScopeId: String(body.directoryScopeId ?? '/'),
    startDateTime,
    endDateTime: endOf(startDateTime, memberOf(scheduleInfo, 'expiration')),
    onlyTry: isValidationOnly === true,
  }
}

const refuseUnknown = ({ store }: GraphCall, { principalId, roleDefinitionId }: Asked): void => {
  if (!store.object(principalId)) throw new GraphFault('role-subject')
  if (!roleFactOf(roleDefinitionId)) throw new GraphFault('invalid-values')
}

const answer = (call: GraphCall, collection: string, asked: Asked): GraphAnswer => {
  const { action, principalId, roleDefinitionId, directoryScopeId, onlyTry } = asked
  const status = action === 'adminRemove' ? 'Revoked' : 'Provisioned'
  const body = {
    '@odata.context': contextOf(call.publicUrl, `roleManagement/directory/${collection}`, null, true),
    id: call.store.ids.uuid('role request', call.request.requestId),
    status: onlyTry ? 'Granted' : status,
    createdDateTime: call.store.timestamp(),
    completedDateTime: null,
    approvalId: null,
    customData: null,
    action,
    principalId,
    roleDefinitionId,
    directoryScopeId,
    appScopeId: null,
    isValidationOnly: onlyTry,
    targetScheduleId: null,
    justification: bodyObject(call).justification ?? null,
    scheduleInfo: null,
    createdBy: { application: { id: call.caller.appId }, device: null, user: null },
    ticketInfo: { ticketNumber: null, ticketSystem: null },
  }
  return { status: 201, body }
}

const requestAssignment = (call: GraphCall): GraphAnswer => {
  const asked = askedOf(call)
  requirePim(call, 'RoleAssignmentSchedule', asked.action === 'adminRemove' ? 'remove' : 'write')
  refuseUnknown(call, asked)
  const { store } = call
  const { action, onlyTry, ...wanted } = asked
  const id = assignmentId(wanted.roleDefinitionId, wanted.principalId, wanted.directoryScopeId)
  const held = activeGrants(store).find((grant) => grant.id === id)
  if (action === 'adminAssign') {
    if (held) throw new GraphFault('role-exists')
    if (!onlyTry) giveRole(store, { id, assignmentType: 'Assigned', ...wanted })
  } else {
    if (!held) throw new GraphFault('role-none')
    const since = held.startDateTime === null ? 0 : Date.parse(held.startDateTime)
    if (held.assignmentType === 'Activated' && store.clock.now() - since < LEAST_ACTIVE_MS)
      throw new GraphFault('role-active-short')
    if (!onlyTry) takeRole(store, held)
  }
  return answer(call, 'roleAssignmentScheduleRequests', asked)
}

const requestEligibility = (call: GraphCall): GraphAnswer => {
  const asked = askedOf(call)
  requirePim(call, 'RoleEligibilitySchedule', asked.action === 'adminRemove' ? 'remove' : 'write')
  refuseUnknown(call, asked)
  const { store } = call
  const { action, onlyTry, ...wanted } = asked
  const id = `${assignmentId(wanted.roleDefinitionId, wanted.principalId, wanted.directoryScopeId)}-e`
  const held = current(store, roleEligibilities(store).all()).some((one: StoredEligibility) => one.id === id)
  if (held !== (action === 'adminRemove')) throw new GraphFault(held ? 'role-exists' : 'role-none')
  if (!onlyTry && held) roleEligibilities(store).remove(id)
  if (!onlyTry && !held) roleEligibilities(store).put(id, { id, ...wanted })
  return answer(call, 'roleEligibilityScheduleRequests', asked)
}

const BASE = '/roleManagement/directory'

export const roleRequestRoutes: readonly Route[] = [
  { method: 'POST', path: `${BASE}/roleAssignmentScheduleRequests`, handle: requestAssignment },
  { method: 'POST', path: `${BASE}/roleEligibilityScheduleRequests`, handle: requestEligibility },
]
