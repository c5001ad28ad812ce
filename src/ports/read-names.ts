import type { AdReader } from './ad.ts'
import type { EntraReader } from './entra.ts'
import type { ExchangeReader } from './exchange.ts'

/**
 * The reads of each system by name. Each takes JSON and answers JSON, so that planning can record what it asked and the runner can ask it again;
 * a plan file can name nothing else.
 */
export const readNames: {
  readonly ad: readonly (keyof AdReader)[]
  readonly entra: readonly (keyof EntraReader)[]
  readonly exchange: readonly (keyof ExchangeReader)[]
} = {
  ad: ['domain', 'byId', 'byDn', 'search', 'isDeletionProtected', 'recycleBin', 'deleted', 'deletedById'],
  entra: [
    'tenant',
    'user',
    'deletedUser',
    'deletedUsersBy',
    'sessionsOf',
    'methodsOf',
    'usersBy',
    'manager',
    'groupsOf',
    'group',
    'groupsNamed',
    'groupsBeginning',
    'skus',
    'licencesOf',
    'passesOf',
    'rolesOf',
    'roleMembers',
    'employeeIds',
    'roleDefinitions',
    'heldRoles',
    'eligibleRoles',
    'application',
    'applicationsNamed',
    'appRolesOf',
    'consentsOf',
    'packagesOf',
    'ownedBy',
    'ownersOf',
    'reportsOf',
    'sponsoredBy',
    'sponsorsOf',
    'device',
    'devicesOf',
    'deviceHolders',
    'managedDevicesOf',
    'managedDevice',
    'managedAppsOf',
    'autopilotDevicesOf',
    'autopilotDevice',
    'driveOf',
    'drivePermissions',
    'mailboxSettings',
    'inboxRules',
    'meetingsOf',
    'isMeetingOn',
    'teamsNumbersOf',
    'isInAddressLists',
  ],
  exchange: ['mailbox', 'grantsOn', 'grantsOf', 'listsOf', 'listsNamed', 'mobileDevicesOf'],
}

/** Systems whose reads are recorded. */
export type ReadSystem = keyof typeof readNames
