import { type Roles, readApplications, readDirectory, writeApplications } from './permission-roles.ts'

const readDevices: Roles = [...readDirectory, 'Device.Read.All', 'Device.ReadWrite.All']
const writeDevices: Roles = ['Device.ReadWrite.All', 'Directory.ReadWrite.All']
const readUserGroups: Roles = [
  ...readDirectory,
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Device.Read.All',
  'Device.ReadWrite.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
  'Group.ReadBasic.All',
  'GroupMember.Read.All',
  'GroupMember.ReadBasic.All',
  'User.Read.All',
  'User.ReadWrite.All',
]
const readGroupGroups: Roles = [
  ...readDirectory,
  'Group.Read.All',
  'Group.ReadBasic.All',
  'GroupMember.Read.All',
  'GroupMember.ReadBasic.All',
]
const readRoles: Roles = [...readDirectory, 'RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory']

const membershipChecks = ['getMemberGroups', 'getMemberObjects', 'checkMemberGroups', 'checkMemberObjects'] as const

const checksOf = (collection: string, roles: Roles): { readonly [operation: string]: Roles } =>
  Object.fromEntries(membershipChecks.map((check) => [`POST /${collection}/{id}/${check}`, roles]))

/**
 * Application permissions of which a token needs one, for devices, applications and what objects are in.
 * https://learn.microsoft.com/graph/permissions-reference
 */
export const directoryPermissions: { readonly [operation: string]: Roles } = {
  'GET /devices': readDevices,
  'POST /devices': writeDevices,
  'GET /devices/{id}': readDevices,
  'PATCH /devices/{id}': writeDevices,
  'DELETE /devices/{id}': ['Device.ReadWrite.All'],
  'GET /devices/{id}/registeredOwners': readDevices,
  'GET /devices/{id}/registeredUsers': readDevices,
  'POST /devices/{id}/registeredOwners/$ref': writeDevices,
  'POST /devices/{id}/registeredUsers/$ref': writeDevices,
  'GET /devices/{id}/memberOf': readDevices,
  'GET /devices/{id}/transitiveMemberOf': readDevices,
  'GET /groups/{id}/transitiveMemberOf': readGroupGroups,
  'GET /applications': readApplications,
  'GET /applications/{id}': readApplications,
  'GET /servicePrincipals': readApplications,
  'GET /servicePrincipals/{id}': readApplications,
  'GET /servicePrincipals/{id}/memberOf': readApplications,
  'GET /servicePrincipals/{id}/transitiveMemberOf': readApplications,
  'GET /servicePrincipals/{id}/ownedObjects': readApplications,
  'PATCH /servicePrincipals/{id}': writeApplications,
  'DELETE /servicePrincipals/{id}': writeApplications,
  'POST /servicePrincipals': writeApplications,
  'POST /directoryRoles': ['RoleManagement.ReadWrite.Directory'],
  'GET /directoryRoleTemplates': readRoles,
  'GET /directoryRoleTemplates/{id}': readRoles,
  'POST /directoryObjects/validateProperties': [...readDirectory, 'Group.Read.All', 'Group.ReadWrite.All'],
  'POST /groups/{id}/validateProperties': [...readDirectory, 'Group.Read.All', 'Group.ReadWrite.All'],
  ...checksOf('users', readUserGroups),
  'POST /users/{id}/checkMemberGroups': [
    ...readUserGroups,
    'AgentIdUser.ReadWrite.All',
    'AgentIdUser.ReadWrite.IdentityParentedBy',
  ],
  ...checksOf('groups', readGroupGroups),
  ...checksOf('devices', [...readDevices, 'GroupMember.Read.All', 'Group.Read.All']),
  ...checksOf('servicePrincipals', readApplications),
  ...checksOf('directoryObjects', readDirectory),
}
