import type { JsonObject } from '../../../model/json.ts'
import type { StoredRoleGrant } from '../../entra/rights-shelves.ts'
import { roleEligibilities } from '../../entra/rights-shelves.ts'
import { activeGrants, current } from '../../entra/role-assignments.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { type FilteredList, filteredList } from '../odata/filtered-list.ts'
import { selectPlain } from '../odata/plain-list.ts'
import { representTyped } from '../odata/represent.ts'
import type { Route } from '../route.ts'
import { requirePim } from './pim.ts'
import { roleLinks } from './role-management.ts'

const BASE = '/roleManagement/directory'

type Held = Pick<
  StoredRoleGrant,
  'id' | 'principalId' | 'roleDefinitionId' | 'directoryScopeId' | 'startDateTime' | 'endDateTime'
>

/** A schedule says until when, where an instance says that it counts now. https://learn.microsoft.com/graph/api/resources/unifiedroleassignmentschedule */
const scheduleOf = (id: string, held: Held, more: JsonObject): JsonObject => ({
  id,
  principalId: held.principalId,
  roleDefinitionId: held.roleDefinitionId,
  directoryScopeId: held.directoryScopeId,
  appScopeId: null,
  createdUsing: id,
  createdDateTime: held.startDateTime,
  modifiedDateTime: null,
  status: 'Provisioned',
  ...more,
  memberType: 'Direct',
  scheduleInfo: {
    startDateTime: held.startDateTime,
    recurrence: null,
    expiration: {
      type: held.endDateTime === null ? 'noExpiration' : 'afterDateTime',
      endDateTime: held.endDateTime,
      duration: null,
    },
  },
})

const assignmentSchedules = (call: GraphCall): readonly JsonObject[] =>
  activeGrants(call.store).map((grant) => scheduleOf(grant.id, grant, { assignmentType: grant.assignmentType }))

const eligibilitySchedules = (call: GraphCall): readonly JsonObject[] =>
  current(call.store, roleEligibilities(call.store).all()).map((held) =>
    scheduleOf(call.store.ids.uuid('eligibility', held.id), held, {}),
  )

/**
 * Of what was asked for, what came of it is kept: everything that stands is shown as asked for once.
 * https://learn.microsoft.com/graph/api/resources/unifiedroleassignmentschedulerequest
 */
const requestOf = (call: GraphCall, schedule: JsonObject): JsonObject => {
  const { id, principalId, roleDefinitionId, directoryScopeId, createdDateTime, scheduleInfo } = schedule
  return {
    id: id ?? null,
    status: 'Provisioned',
    createdDateTime: createdDateTime ?? call.store.tenant.createdDateTime,
    completedDateTime: createdDateTime ?? call.store.tenant.createdDateTime,
    approvalId: null,
    customData: null,
    action: 'adminAssign',
    principalId: principalId ?? null,
    roleDefinitionId: roleDefinitionId ?? null,
    directoryScopeId: directoryScopeId ?? null,
    appScopeId: null,
    isValidationOnly: false,
    targetScheduleId: id ?? null,
    justification: null,
    createdBy: { application: null, device: null, user: { displayName: null, id: null } },
    scheduleInfo: scheduleInfo ?? null,
    ticketInfo: { ticketNumber: null, ticketSystem: null },
  }
}

const assignmentRequests = (call: GraphCall): readonly JsonObject[] =>
  assignmentSchedules(call).map((schedule) => requestOf(call, schedule))

const eligibilityRequests = (call: GraphCall): readonly JsonObject[] =>
  eligibilitySchedules(call).map((schedule) => requestOf(call, schedule))

type Kind = 'RoleAssignmentSchedule' | 'RoleEligibilitySchedule'

const linksOf = (call: GraphCall): typeof roleLinks & NonNullable<FilteredList['links']> => ({
  ...roleLinks,
  activatedUsing: () => null,
  principal({ principalId }) {
    const principal = call.store.object(String(principalId))
    return principal ? representTyped(call.store, principal, null) : null
  },
  targetSchedule: ({ targetScheduleId }) =>
    [...assignmentSchedules(call), ...eligibilitySchedules(call)].find(({ id }) => id === targetScheduleId) ?? null,
})

const list =
  (kind: Kind, set: string, items: (call: GraphCall) => readonly JsonObject[]) =>
  (call: GraphCall): GraphAnswer => {
    requirePim(call, kind, 'read')
    return filteredList(call, { set: `roleManagement/directory/${set}`, items: items(call), links: linksOf(call) })
  }

const show =
  (kind: Kind, set: string, items: (call: GraphCall) => readonly JsonObject[]) =>
  (call: GraphCall): GraphAnswer => {
    requirePim(call, kind, 'read')
    const id = call.params.id ?? ''
    const found = items(call).find((item) => item.id === id)
    if (!found) throw new GraphFault('not-found', { id })
    return selectPlain(call, `roleManagement/directory/${set}`, found)
  }

export const roleScheduleRoutes: readonly Route[] = (
  [
    ['RoleAssignmentSchedule', 'roleAssignmentSchedules', assignmentSchedules],
    ['RoleEligibilitySchedule', 'roleEligibilitySchedules', eligibilitySchedules],
    ['RoleAssignmentSchedule', 'roleAssignmentScheduleRequests', assignmentRequests],
    ['RoleEligibilitySchedule', 'roleEligibilityScheduleRequests', eligibilityRequests],
  ] as const
).flatMap(([kind, set, items]): readonly Route[] => [
  { method: 'GET', path: `${BASE}/${set}`, handle: list(kind, set, items) },
  { method: 'GET', path: `${BASE}/${set}/{id}`, handle: show(kind, set, items) },
])
