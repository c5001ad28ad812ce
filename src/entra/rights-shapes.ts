import type {
  Application,
  AppRoleAssignment,
  Consent,
  DirectReport,
  EligibleRole,
  HeldRole,
  OwnedObject,
  OwnedType,
  Owner,
  RoleDefinition,
} from '../model/entra-rights.ts'
import type { Json } from '../model/json.ts'
import { listIn, member, textIn } from '../wire/json-shape.ts'
import { groupOf, required, roleOf } from './shapes.ts'

export const roleDefinitionOf = (json: Json): RoleDefinition => {
  const id = required(json, 'id')
  return { id, displayName: textIn(json, 'displayName') ?? id }
}

/** What assignments and eligibilities have in common. A role without a readable name is called by its id. */
const roleIn = (json: Json) => {
  const roleId = required(json, 'roleDefinitionId')
  return {
    id: required(json, 'id'),
    roleId,
    roleName: textIn(member(json, 'roleDefinition'), 'displayName') ?? roleId,
    scope: textIn(json, 'directoryScopeId') ?? textIn(json, 'appScopeId') ?? '/',
    until: textIn(json, 'endDateTime') ?? null,
    throughGroup: (textIn(json, 'memberType') ?? 'Direct') !== 'Direct',
  }
}

/** https://learn.microsoft.com/graph/api/resources/unifiedroleassignmentscheduleinstance */
export const heldThroughPim = (json: Json): HeldRole => ({
  ...roleIn(json),
  by: 'pim',
  activated: textIn(json, 'assignmentType') === 'Activated',
})

/** https://learn.microsoft.com/graph/api/resources/unifiedroleassignment */
export const heldByAssignment = (json: Json): HeldRole => ({ ...roleIn(json), by: 'assignment', activated: false })

/** An activated role among somebody's memberships, which counts for the whole tenant. */
export const heldByMembership = (json: Json): HeldRole => {
  const { id, displayName, roleTemplateId } = roleOf(json)
  const role = { id, roleId: roleTemplateId ?? id, roleName: displayName, scope: '/', until: null }
  return { ...role, by: 'membership', activated: false, throughGroup: false }
}

export const eligibleOf = (json: Json): EligibleRole => roleIn(json)

/** Roles that people can have, and that are switched on. */
const isForPeople = (role: Json): boolean =>
  (listIn(role, 'allowedMemberTypes') ?? []).includes('User') && member(role, 'isEnabled') !== false

export const applicationOf = (json: Json | undefined): Application => {
  const id = required(json, 'id')
  const roles = (listIn(json, 'appRoles') ?? []).filter(isForPeople)
  return { id, displayName: textIn(json, 'displayName') ?? id, roles: roles.map(roleDefinitionOf) }
}

/** https://learn.microsoft.com/graph/api/resources/approleassignment */
export const appRoleAssignmentOf = (json: Json): AppRoleAssignment => {
  const applicationId = required(json, 'resourceId')
  const principal = textIn(json, 'principalId') ?? ''
  const isGroup = textIn(json, 'principalType') === 'Group'
  return {
    id: required(json, 'id'),
    applicationId,
    applicationName: textIn(json, 'resourceDisplayName') ?? applicationId,
    roleId: required(json, 'appRoleId'),
    group: isGroup ? { id: principal, name: textIn(json, 'principalDisplayName') ?? principal } : null,
  }
}

/** Consents for everybody (`AllPrincipals`) are nobody's own, whatever list they come in. */
export const isOwnConsent =
  (userId: string) =>
  (json: Json): boolean =>
    textIn(json, 'consentType') === 'Principal' && textIn(json, 'principalId')?.toLowerCase() === userId.toLowerCase()

/** https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant */
export const consentOf = (json: Json): Consent => ({
  id: required(json, 'id'),
  clientId: required(json, 'clientId'),
  resourceId: required(json, 'resourceId'),
  scope: textIn(json, 'scope') ?? '',
})

const types: ReadonlyMap<string, OwnedType> = new Map([
  ['#microsoft.graph.group', 'group'],
  ['#microsoft.graph.application', 'application'],
  ['#microsoft.graph.servicePrincipal', 'servicePrincipal'],
])

/** Undefined for what has owners but is none of these, such as a policy. */
export const ownedOf = (json: Json): OwnedObject | undefined => {
  const type = types.get(textIn(json, '@odata.type') ?? '')
  if (!type) return undefined
  const id = required(json, 'id')
  const object = { id, type, displayName: textIn(json, 'displayName') ?? id }
  if (type !== 'group') return { ...object, master: 'entra', unified: false }
  const { groupTypes, mailEnabled, onPremisesSyncEnabled } = groupOf(json)
  const unified = groupTypes.includes('Unified')
  const master = onPremisesSyncEnabled ? 'ad' : mailEnabled && !unified ? 'exchange' : 'entra'
  return { ...object, master, unified }
}

/** A type that is not told is a user: Graph leaves it out where nothing else can stand there. */
export const ownerOf = (json: Json): Owner => {
  const id = required(json, 'id')
  const name = textIn(json, 'displayName') ?? textIn(json, 'userPrincipalName') ?? id
  return { id, name, isUser: (textIn(json, '@odata.type') ?? '#microsoft.graph.user') === '#microsoft.graph.user' }
}

/** Contacts can have a manager too; they are none of ours. */
export const isUserReport = (json: Json): boolean =>
  (textIn(json, '@odata.type') ?? '#microsoft.graph.user') === '#microsoft.graph.user'

export const reportOf = (json: Json): DirectReport => {
  const userPrincipalName = required(json, 'userPrincipalName')
  return {
    id: required(json, 'id'),
    userPrincipalName,
    displayName: textIn(json, 'displayName') ?? userPrincipalName,
    onPremisesSyncEnabled: member(json, 'onPremisesSyncEnabled') === true,
  }
}
