import type { JsonObject } from '../../../model/json.ts'
import { roleEligibilities, type StoredRoleGrant } from '../../entra/rights-shelves.ts'
import { activeGrants, assignmentId, current, giveRole, takeRole } from '../../entra/role-assignments.ts'
import { roleFactOf, roleFacts } from '../../entra/role-facts.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { filteredList, showExpanded } from '../odata/filtered-list.ts'
import { contextOf } from '../odata/page-answer.ts'
import { selectPlain } from '../odata/plain-list.ts'
import type { Route } from '../route.ts'
import { requirePim } from './pim.ts'
import { bodyObject, isGuid, resolveObject } from './resolve.ts'

const BASE = '/roleManagement/directory'

const definitionOf = ({ id, displayName, description }: (typeof roleFacts)[number]): JsonObject => ({
  id,
  description,
  displayName,
  isBuiltIn: true,
  isEnabled: true,
  resourceScopes: ['/'],
  templateId: id,
  version: '1',
  rolePermissions: [],
  inheritsPermissionsFrom: [],
})

const definition = (call: GraphCall): GraphAnswer => {
  const fact = roleFactOf(call.params.id ?? '')
  if (!fact) throw new GraphFault('not-found', { id: call.params.id ?? '' })
  return selectPlain(call, 'roleManagement/directory/roleDefinitions', definitionOf(fact))
}

/** What `$expand` brings. */
export const roleLinks = {
  roleDefinition: ({ roleDefinitionId }: JsonObject) => {
    const fact = roleFactOf(String(roleDefinitionId))
    return fact ? definitionOf(fact) : null
  },
}

const shown = ({ id, principalId, roleDefinitionId, directoryScopeId }: StoredRoleGrant): JsonObject => ({
  id,
  roleDefinitionId,
  principalId,
  directoryScopeId,
})

const list = (call: GraphCall): GraphAnswer =>
  filteredList(call, {
    set: 'roleManagement/directory/roleAssignments',
    items: activeGrants(call.store).map(shown),
    links: roleLinks,
  })

const grantNamed = (call: GraphCall): StoredRoleGrant => {
  const id = call.params.id ?? ''
  const grant = activeGrants(call.store).find((one) => one.id === id)
  if (!grant) throw new GraphFault('not-found', { id })
  return grant
}

/** `/` or `/administrativeUnits/{id}`. */
const SCOPE = /^\/(?:administrativeUnits\/([0-9a-f-]{36}))?$/i

const create = (call: GraphCall): GraphAnswer => {
  const { roleDefinitionId, principalId, directoryScopeId } = bodyObject(call)
  const [role, scope] = [String(roleDefinitionId).toLowerCase(), String(directoryScopeId)]
  if (!roleFactOf(role) || !SCOPE.test(scope) || !isGuid(String(principalId))) throw new GraphFault('invalid-values')
  const principal = resolveObject(call, String(principalId))
  if (principal.type === 'group' && principal.properties.isAssignableToRole !== true)
    throw new GraphFault('invalid-values')
  const id = assignmentId(role, principal.id, scope)
  if (activeGrants(call.store).some((one) => one.id === id)) throw new GraphFault('conflict-generic')
  const grant: StoredRoleGrant = {
    id,
    principalId: principal.id,
    roleDefinitionId: role,
    directoryScopeId: scope,
    assignmentType: 'Assigned',
    startDateTime: null,
    endDateTime: null,
  }
  giveRole(call.store, grant)
  const context = contextOf(call.publicUrl, 'roleManagement/directory/roleAssignments', null, true)
  return { status: 201, body: { '@odata.context': context, ...shown(grant) } }
}

const remove = (call: GraphCall): GraphAnswer => {
  takeRole(call.store, grantNamed(call))
  return noContent
}

const instanceList = (call: GraphCall): readonly JsonObject[] => {
  requirePim(call, 'RoleAssignmentSchedule', 'read')
  return activeGrants(call.store).map(
    ({ assignmentType, startDateTime, endDateTime, ...grant }): JsonObject => ({
      ...grant,
      appScopeId: null,
      startDateTime,
      endDateTime,
      assignmentType,
      memberType: 'Direct',
      roleAssignmentOriginId: grant.id,
      roleAssignmentScheduleId: grant.id,
    }),
  )
}

const eligibleList = (call: GraphCall): readonly JsonObject[] => {
  requirePim(call, 'RoleEligibilitySchedule', 'read')
  return current(call.store, roleEligibilities(call.store).all()).map(
    ({ id, ...rest }): JsonObject => ({
      id,
      ...rest,
      appScopeId: null,
      memberType: 'Direct',
      roleEligibilityScheduleId: call.store.ids.uuid('eligibility', id),
    }),
  )
}

const instanceRoutes = (set: string, itemsOf: (call: GraphCall) => readonly JsonObject[]): readonly Route[] => [
  {
    method: 'GET',
    path: `${BASE}/${set}`,
    handle: (call) =>
      filteredList(call, { set: `roleManagement/directory/${set}`, items: itemsOf(call), links: roleLinks }),
  },
  {
    method: 'GET',
    path: `${BASE}/${set}/{id}`,
    handle(call) {
      const id = call.params.id ?? ''
      const found = itemsOf(call).find((item) => item.id === id)
      if (!found) throw new GraphFault('not-found', { id })
      return selectPlain(call, `roleManagement/directory/${set}`, found)
    },
  },
]

export const roleManagementRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${BASE}/roleDefinitions`,
    handle: (call) =>
      filteredList(call, { set: 'roleManagement/directory/roleDefinitions', items: roleFacts.map(definitionOf) }),
  },
  { method: 'GET', path: `${BASE}/roleDefinitions/{id}`, handle: definition },
  { method: 'GET', path: `${BASE}/roleAssignments`, handle: list },
  { method: 'POST', path: `${BASE}/roleAssignments`, handle: create },
  {
    method: 'GET',
    path: `${BASE}/roleAssignments/{id}`,
    handle: (call) =>
      showExpanded(call, 'roleManagement/directory/roleAssignments', shown(grantNamed(call)), roleLinks),
  },
  { method: 'DELETE', path: `${BASE}/roleAssignments/{id}`, handle: remove },
  ...instanceRoutes('roleAssignmentScheduleInstances', instanceList),
  ...instanceRoutes('roleEligibilityScheduleInstances', eligibleList),
]
