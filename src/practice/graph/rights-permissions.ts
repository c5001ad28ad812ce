import { type Roles, readApplications, readDirectory, writeApplications } from './permission-roles.ts'

const readRoles: Roles = [...readDirectory, 'RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory']
const readDefinitions: Roles = [...readRoles, 'RoleManagement.Read.All']
const writeRoles: Roles = ['RoleManagement.ReadWrite.Directory']
const readAppRoles: Roles = ['AppRoleAssignment.ReadWrite.All', ...readDirectory]
const writeAppRoles: Roles = ['AppRoleAssignment.ReadWrite.All']
const readConsents: Roles = ['DelegatedPermissionGrant.ReadWrite.All', ...readDirectory]
const writeConsents: Roles = ['DelegatedPermissionGrant.ReadWrite.All', 'Directory.ReadWrite.All']

/**
 * Application permissions of which a token needs one, for operations on rights. Schedules of roles have a refusal of their own.
 * https://learn.microsoft.com/graph/permissions-reference
 */
export const rightsPermissions: { readonly [operation: string]: Roles } = {
  'POST /directoryRoles/{id}/members/$ref': writeRoles,
  'DELETE /directoryRoles/{id}/members/{id}/$ref': writeRoles,
  'GET /roleManagement/directory/roleDefinitions': readDefinitions,
  'GET /roleManagement/directory/roleDefinitions/{id}': readDefinitions,
  'GET /roleManagement/directory/roleAssignments': readRoles,
  'GET /roleManagement/directory/roleAssignments/{id}': readRoles,
  'POST /roleManagement/directory/roleAssignments': writeRoles,
  'DELETE /roleManagement/directory/roleAssignments/{id}': writeRoles,
  'GET /users/{id}/appRoleAssignments': readAppRoles,
  'POST /users/{id}/appRoleAssignments': writeAppRoles,
  'DELETE /users/{id}/appRoleAssignments/{id}': writeAppRoles,
  'GET /groups/{id}/appRoleAssignments': readAppRoles,
  'GET /servicePrincipals/{id}/appRoleAssignments': readAppRoles,
  'POST /servicePrincipals/{id}/appRoleAssignments': writeAppRoles,
  'DELETE /servicePrincipals/{id}/appRoleAssignments/{id}': writeAppRoles,
  'GET /servicePrincipals/{id}/appRoleAssignedTo': readAppRoles,
  'GET /servicePrincipals/{id}/appRoleAssignedTo/{id}': readAppRoles,
  'POST /servicePrincipals/{id}/appRoleAssignedTo': writeAppRoles,
  'DELETE /servicePrincipals/{id}/appRoleAssignedTo/{id}': writeAppRoles,
  'GET /users/{id}/oauth2PermissionGrants': readConsents,
  'GET /oauth2PermissionGrants': readConsents,
  'GET /oauth2PermissionGrants/{id}': readConsents,
  'POST /oauth2PermissionGrants': writeConsents,
  'PATCH /oauth2PermissionGrants/{id}': writeConsents,
  'DELETE /oauth2PermissionGrants/{id}': writeConsents,
  'GET /applications/{id}/owners': readApplications,
  'POST /applications/{id}/owners/$ref': writeApplications,
  'DELETE /applications/{id}/owners/{id}/$ref': writeApplications,
  'GET /servicePrincipals/{id}/owners': readApplications,
  'POST /servicePrincipals/{id}/owners/$ref': writeApplications,
  'DELETE /servicePrincipals/{id}/owners/{id}/$ref': writeApplications,
}
