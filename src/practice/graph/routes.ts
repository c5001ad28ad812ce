import { accessPackageRoutes } from './resources/access-packages.ts'
import { accessPassRoutes } from './resources/access-pass.ts'
import { activatedRoleRoutes } from './resources/activated-roles.ts'
import { appRoleRoutes } from './resources/app-roles.ts'
import { applicationOwnerRoutes } from './resources/application-owners.ts'
import { applicationRoutes } from './resources/applications.ts'
import { autopilotRoutes } from './resources/autopilot.ts'
import { consentRoutes } from './resources/consents.ts'
import { deletedItemRoutes } from './resources/deleted-items.ts'
import { deltaRoutes } from './resources/delta.ts'
import { deviceRoutes } from './resources/devices.ts'
import { directoryObjectRoutes } from './resources/directory-objects.ts'
import { directoryRoleRoutes } from './resources/directory-roles.ts'
import { driveRoutes } from './resources/drives.ts'
import { eventRoutes } from './resources/events.ts'
import { groupRoutes } from './resources/groups.ts'
import { inboxRuleRoutes } from './resources/inbox-rules.ts'
import { invitationRoutes } from './resources/invitations.ts'
import { licenceRoutes } from './resources/licences.ts'
import { linkedListRoutes } from './resources/linked-lists.ts'
import { mailboxSettingsRoutes } from './resources/mailbox-settings.ts'
import { managedAppRoutes } from './resources/managed-apps.ts'
import { managedDeviceRoutes } from './resources/managed-devices.ts'
import { managerRoutes } from './resources/manager.ts'
import { memberRoutes } from './resources/members.ts'
import { membershipCheckRoutes } from './resources/membership-checks.ts'
import { methodRoutes } from './resources/methods.ts'
import { onPremisesSyncRoutes } from './resources/on-premises-sync.ts'
import { organizationRoutes } from './resources/organization.ts'
import { roleManagementRoutes } from './resources/role-management.ts'
import { roleRequestRoutes } from './resources/role-requests.ts'
import { roleScheduleRoutes } from './resources/role-schedules.ts'
import { sendMailRoutes } from './resources/send-mail.ts'
import { servicePrincipalRoutes } from './resources/service-principals.ts'
import { skuRoutes } from './resources/skus.ts'
import { sponsorRoutes } from './resources/sponsors.ts'
import { telephoneNumberRoutes } from './resources/telephone-numbers.ts'
import { userRoutes } from './resources/users.ts'
import { validatePropertiesRoutes } from './resources/validate-properties.ts'
import type { Route } from './route.ts'

/** Every operation of the practice tenant. */
export const routes: readonly Route[] = [
  // Before those that take any segment for an id.
  ...deltaRoutes,
  ...userRoutes,
  ...managerRoutes,
  ...linkedListRoutes,
  ...licenceRoutes,
  ...skuRoutes,
  ...methodRoutes,
  ...accessPassRoutes,
  ...sendMailRoutes,
  ...invitationRoutes,
  ...deviceRoutes,
  ...managedDeviceRoutes,
  ...managedAppRoutes,
  ...autopilotRoutes,
  ...driveRoutes,
  ...groupRoutes,
  ...memberRoutes,
  ...deletedItemRoutes,
  ...directoryObjectRoutes,
  ...onPremisesSyncRoutes,
  ...organizationRoutes,
  ...applicationRoutes,
  ...applicationOwnerRoutes,
  ...activatedRoleRoutes,
  ...roleManagementRoutes,
  ...roleRequestRoutes,
  ...appRoleRoutes,
  ...consentRoutes,
  ...accessPackageRoutes,
  ...mailboxSettingsRoutes,
  ...inboxRuleRoutes,
  ...eventRoutes,
  ...sponsorRoutes,
  ...telephoneNumberRoutes,
  ...validatePropertiesRoutes,
  ...roleScheduleRoutes,
  ...membershipCheckRoutes,
  ...servicePrincipalRoutes,
  ...directoryRoleRoutes,
]
