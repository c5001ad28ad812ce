import { defaultRoles } from './default-roles.ts'
import { directoryPermissions } from './directory-permissions.ts'
import type { Caller } from './graph-call.ts'
import { GraphFault } from './graph-fault.ts'
import { methodPermissions } from './method-permissions.ts'
import { type Roles, readDirectory } from './permission-roles.ts'
import { rightsPermissions } from './rights-permissions.ts'
import type { Route } from './route.ts'

/** Users that stand for agents are users too. */
const agents: Roles = ['AgentIdUser.ReadWrite.All', 'AgentIdUser.ReadWrite.IdentityParentedBy']
const intune = ['Apps', 'Configuration', 'ManagedDevices', 'ServiceConfig'] as const
const intuneWrites: Roles = intune.map((area) => `DeviceManagement${area}.ReadWrite.All`)
const intuneReads: Roles = [...intuneWrites, ...intune.map((area) => `DeviceManagement${area}.Read.All`)]
const readUserDevices: Roles = [...readDirectory, 'User.Read.All', 'User.ReadWrite.All']
const readUsers: Roles = [...readUserDevices, ...agents]
const writeUsers: Roles = ['Directory.ReadWrite.All', 'User.ReadWrite.All', ...agents]
const readGroups: Roles = [
  ...readDirectory,
  'Group-NestingSupport.ReadWrite.All',
  'Group.ManageProtection.All',
  'Group.Read.All',
  'Group.ReadBasic.All',
  'Group.ReadWrite.All',
  'GroupMember.Read.All',
]
const readMembers: Roles = [
  ...readDirectory,
  'Group.Read.All',
  'Group.ReadBasic.All',
  'Group.ReadWrite.All',
  'GroupMember.Read.All',
  'GroupMember.ReadBasic.All',
  'GroupMember.ReadWrite.All',
]
const writeMembers: Roles = ['Directory.ReadWrite.All', 'Group.ReadWrite.All', 'GroupMember.ReadWrite.All']
const writeOwners: Roles = ['Directory.ReadWrite.All', 'Group.ReadWrite.All']
const deleteUsers: Roles = ['User.DeleteRestore.All', 'User.ReadWrite.All', 'User.ReadWrite.CrossCloud', ...agents]
const readRoles: Roles = [...readDirectory, 'RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory']
const readMethods: Roles = ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All']
const readPasses: Roles = [...readMethods, 'UserAuthMethod-TAP.Read.All', 'UserAuthMethod-TAP.ReadWrite.All']
const writePasses: Roles = ['UserAuthMethod-TAP.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All']
const readTenant: Roles = [...readDirectory, 'Organization.Read.All', 'Organization.ReadWrite.All']
const readDomains: Roles = ['Directory.Read.All', 'Domain.Read.All', 'Domain.ReadWrite.All']
const deletedItems: Roles = [...readUsers, 'User.DeleteRestore.All', 'Group.Read.All', 'Group.ReadWrite.All']
const readSync: Roles = ['OnPremDirectorySynchronization.Read.All', 'OnPremDirectorySynchronization.ReadWrite.All']
const readMailboxes: Roles = ['MailboxSettings.Read', 'MailboxSettings.ReadWrite']
const writeMailboxes: Roles = ['MailboxSettings.ReadWrite']
const readCalendars: Roles = ['Calendars.Read', 'Calendars.ReadWrite', 'Calendars.ReadBasic.All']
const writePackages: Roles = ['EntitlementManagement.ReadWrite.All']
const readPackages: Roles = ['EntitlementManagement.Read.All', ...writePackages]
const writeNumbers: Roles = ['TeamsTelephoneNumber.ReadWrite.All']
const readNumbers: Roles = [...writeNumbers, 'TeamsTelephoneNumber.Read.All']
const readManagedDevices: Roles = [
  'DeviceManagementConfiguration.Read.All',
  'DeviceManagementConfiguration.ReadWrite.All',
  'DeviceManagementManagedDevices.Read.All',
  'DeviceManagementManagedDevices.ReadWrite.All',
]
const writeAutopilot: Roles = ['DeviceManagementServiceConfig.ReadWrite.All']
const readAutopilot: Roles = ['DeviceManagementServiceConfig.Read.All', ...writeAutopilot]
const readApps: Roles = ['DeviceManagementApps.Read.All', 'DeviceManagementApps.ReadWrite.All']
const writeFiles: Roles = ['Files.ReadWrite.All', 'Sites.ReadWrite.All']
const readFiles: Roles = [...writeFiles, 'Files.Read.All', 'Sites.Read.All']

/**
 * Application permissions of which a token needs one, per operation.
 * https://learn.microsoft.com/graph/permissions-reference
 */
const needed: { readonly [operation: string]: Roles } = {
  ...rightsPermissions,
  ...directoryPermissions,
  'GET /users': [...readUsers, ...intuneReads, 'User.ReadBasic.All', 'User.ReadWrite.CrossCloud'],
  'GET /users/delta': readUsers,
  'POST /users': [...writeUsers, ...intuneWrites],
  'GET /users/{id}': [...readUsers, ...intuneReads, 'User.ReadBasic.All', 'User.ReadWrite.CrossCloud'],
  'PATCH /users/{id}': [
    ...writeUsers,
    ...intuneWrites,
    'User-LifeCycleInfo.ReadWrite.All',
    'User-Mail.ReadWrite.All',
    'User-PasswordProfile.ReadWrite.All',
    'User-Phone.ReadWrite.All',
    'User.EnableDisableAccount.All',
    'User.ManageIdentities.All',
    'User.ReadUpdate.All',
    'User.ReadWrite.CrossCloud',
  ],
  'DELETE /users/{id}': [...deleteUsers, ...intuneWrites],
  'GET /users/{id}/manager': readUsers,
  'PUT /users/{id}/manager/$ref': writeUsers,
  'DELETE /users/{id}/manager/$ref': writeUsers,
  'GET /users/{id}/directReports': readUsers,
  'GET /users/{id}/memberOf': [
    ...readDirectory,
    'Group.ReadBasic.All',
    'GroupMember.ReadBasic.All',
    'GroupMember.Read.All',
    'User.Read.All',
  ],
  'GET /users/{id}/transitiveMemberOf': [
    ...readDirectory,
    'Group.Read.All',
    'Group.ReadBasic.All',
    'GroupMember.Read.All',
    'GroupMember.ReadBasic.All',
    'User.Read.All',
  ],
  'GET /users/{id}/ownedObjects': readUsers,
  'GET /users/{id}/sponsors': ['User.Read.All', 'User.ReadWrite.All'],
  'POST /users/{id}/sponsors/$ref': writeUsers,
  'DELETE /users/{id}/sponsors/{id}/$ref': writeUsers,
  'GET /users/{id}/onPremisesSyncBehavior': ['User-OnPremisesSyncBehavior.ReadWrite.All'],
  'POST /users/{id}/revokeSignInSessions': [...writeUsers, 'User.RevokeSessions.All'],
  'POST /users/{id}/assignLicense': [...writeUsers, 'LicenseAssignment.ReadWrite.All'],
  'POST /users/{id}/reprocessLicenseAssignment': writeUsers,
  'GET /users/{id}/licenseDetails': [...readUsers, 'LicenseAssignment.Read.All', 'LicenseAssignment.ReadWrite.All'],
  ...methodPermissions,
  'GET /users/{id}/authentication/temporaryAccessPassMethods': readPasses,
  'GET /users/{id}/authentication/temporaryAccessPassMethods/{id}': readPasses,
  'POST /users/{id}/authentication/temporaryAccessPassMethods': writePasses,
  'DELETE /users/{id}/authentication/temporaryAccessPassMethods/{id}': writePasses,
  'GET /users/{id}/mailboxSettings': readMailboxes,
  'GET /users/{id}/mailboxSettings/{id}': readMailboxes,
  'PATCH /users/{id}/mailboxSettings': writeMailboxes,
  'GET /users/{id}/mailFolders/inbox/messageRules': readMailboxes,
  'GET /users/{id}/mailFolders/inbox/messageRules/{id}': readMailboxes,
  'POST /users/{id}/mailFolders/inbox/messageRules': writeMailboxes,
  'PATCH /users/{id}/mailFolders/inbox/messageRules/{id}': writeMailboxes,
  'DELETE /users/{id}/mailFolders/inbox/messageRules/{id}': writeMailboxes,
  'GET /users/{id}/calendarView': readCalendars,
  'GET /users/{id}/events/{id}': readCalendars,
  'POST /users/{id}/events/{id}/cancel': ['Calendars.ReadWrite'],
  'GET /admin/teams/telephoneNumberManagement/numberAssignments': readNumbers,
  'POST /admin/teams/telephoneNumberManagement/numberAssignments/assignNumber': writeNumbers,
  'POST /admin/teams/telephoneNumberManagement/numberAssignments/unassignNumber': writeNumbers,
  'POST /users/{id}/sendMail': ['Mail.Send'],
  'GET /users/{id}/ownedDevices': readUserDevices,
  'GET /users/{id}/registeredDevices': readUserDevices,
  'GET /users/{id}/managedDevices': readManagedDevices,
  'GET /users/{id}/drive': readFiles,
  'GET /drives/{id}/items/root/permissions': readFiles,
  'POST /drives/{id}/items/root/invite': writeFiles,
  'DELETE /drives/{id}/items/root/permissions/{id}': writeFiles,
  'GET /users/{id}/managedDevices/{id}': readManagedDevices,
  'POST /users/{id}/managedDevices/{id}/retire': ['DeviceManagementManagedDevices.PrivilegedOperations.All'],
  'POST /users/{id}/managedDevices/{id}/wipe': ['DeviceManagementManagedDevices.PrivilegedOperations.All'],
  'GET /deviceManagement/managedDevices/{id}': readManagedDevices,
  'POST /deviceManagement/managedDevices/{id}/retire': ['DeviceManagementManagedDevices.PrivilegedOperations.All'],
  // Where it lists more, applications were refused with less: https://github.com/microsoftgraph/microsoft-graph-docs/issues/17172
  'POST /deviceManagement/managedDevices/{id}/wipe': ['DeviceManagementManagedDevices.PrivilegedOperations.All'],
  'GET /users/{id}/managedAppRegistrations': readApps,
  'GET /deviceAppManagement/managedAppRegistrations/{id}/operations': readApps,
  'POST /users/{id}/wipeManagedAppRegistrationsByDeviceTag': ['DeviceManagementApps.ReadWrite.All'],
  'GET /deviceManagement/windowsAutopilotDeviceIdentities': readAutopilot,
  'GET /deviceManagement/windowsAutopilotDeviceIdentities/{id}': readAutopilot,
  'POST /deviceManagement/windowsAutopilotDeviceIdentities/{id}/assignUserToDevice': writeAutopilot,
  'POST /deviceManagement/windowsAutopilotDeviceIdentities/{id}/unassignUserFromDevice': writeAutopilot,
  'GET /identityGovernance/entitlementManagement/assignments': readPackages,
  'GET /identityGovernance/entitlementManagement/assignmentRequests': readPackages,
  'POST /identityGovernance/entitlementManagement/assignmentRequests': writePackages,
  'POST /invitations': ['Directory.ReadWrite.All', 'User.Invite.All', 'User.ReadWrite.All'],
  'GET /subscribedSkus': [...readTenant, 'LicenseAssignment.Read.All', 'LicenseAssignment.ReadWrite.All'],
  'GET /subscribedSkus/{id}': [...readTenant, 'LicenseAssignment.Read.All', 'LicenseAssignment.ReadWrite.All'],
  'GET /groups': [...readGroups, 'Group-PreferredDataLocation.ReadWrite.All'],
  'GET /groups/delta': readGroups,
  'POST /groups': [
    'Directory.ReadWrite.All',
    'Group-PreferredDataLocation.ReadWrite.All',
    'Group.Create',
    'Group.ReadWrite.All',
  ],
  'GET /groups/{id}': [
    ...readGroups,
    'Group-PreferredDataLocation.ReadWrite.All',
    'Group-XTenantIdentitySync.Read.All',
  ],
  'PATCH /groups/{id}': [
    'Directory.ReadWrite.All',
    'Group-NestingSupport.ReadWrite.All',
    'Group-PreferredDataLocation.ReadWrite.All',
    'Group.ManageProtection.All',
    'Group.ReadWrite.All',
    'GroupMember.ReadWrite.All',
  ],
  'DELETE /groups/{id}': ['Group.ReadWrite.All'],
  'GET /groups/{id}/onPremisesSyncBehavior': ['Group-OnPremisesSyncBehavior.ReadWrite.All'],
  'GET /groups/{id}/members': readMembers,
  'GET /groups/{id}/transitiveMembers': readMembers,
  'GET /groups/{id}/owners': readMembers,
  'GET /groups/{id}/memberOf': readMembers,
  'POST /groups/{id}/members/$ref': writeMembers,
  'DELETE /groups/{id}/members/{id}/$ref': writeMembers,
  'POST /groups/{id}/owners/$ref': writeOwners,
  'DELETE /groups/{id}/owners/{id}/$ref': writeOwners,
  'POST /groups/{id}/assignLicense': [
    'Directory.ReadWrite.All',
    'Group.ReadWrite.All',
    'LicenseAssignment.ReadWrite.All',
  ],
  'GET /directoryRoles': readRoles,
  'GET /directoryRoles/{id}': readRoles,
  'GET /directoryRoles/{id}/members': readRoles,
  'GET /directoryObjects/{id}': readDirectory,
  'POST /directoryObjects/getByIds': readDirectory,
  'GET /directory/deletedItems': deletedItems,
  'GET /directory/deletedItems/{id}': deletedItems,
  'POST /directory/deletedItems/{id}/restore': [...deleteUsers, 'Group.ReadWrite.All'],
  'DELETE /directory/deletedItems/{id}': [...deleteUsers, 'Group.ReadWrite.All'],
  'GET /directory/onPremisesSynchronization': readSync,
  'GET /directory/onPremisesSynchronization/{id}': readSync,
  'PATCH /directory/onPremisesSynchronization/{id}': ['OnPremDirectorySynchronization.ReadWrite.All'],
  'GET /organization': [
    ...readTenant,
    'User.Read.All',
    ...intuneReads.filter((role) => /Configuration|ServiceConfig/.test(role)),
  ],
  'GET /organization/{id}': [...readTenant, 'User.Read.All', 'DeviceManagementServiceConfig.Read.All'],
  'GET /domains': readDomains,
  'GET /domains/{id}': readDomains,
}

/** Refuses the caller that has none of these roles. */
export const requireRoles = (caller: Caller, roles: Roles): void => {
  if (!roles.some((role) => caller.roles.has(role))) throw new GraphFault('authz-denied')
}

/** Refuses the caller that may not use this operation. Operations without a row decide for themselves. */
export const guardRoute = (caller: Caller, route: Route): void => {
  const roles = needed[`${route.method} ${route.path.replace('{ref}', '{id}')}`]
  if (roles) requireRoles(caller, roles)
}

/** Every application permission of Graph that some operation here asks for. */
export const graphPermissions: Roles = [...new Set([...Object.values(needed).flat(), ...defaultRoles])]
  .filter((name) => !name.startsWith('Exchange.'))
  .sort()
