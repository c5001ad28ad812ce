import type { GraphExample } from './graph-corpus.ts'

/** What no step of Joinery uses, and the practice tenant does not have. The first that fits is the reason. */
const outside: readonly (readonly [RegExp, string])[] = [
  [/\/(groupSettings|groupSettingTemplates|settings)(\/|$)/, 'settings of groups and people'],
  [/\/groupLifecyclePolicies|\/renew$/, 'expiry of groups'],
  [/customSecurityAttribute|attributeSets/i, 'custom security attributes'],
  [
    /federationConfigurations|onPremisesSynchronization|deviceLocalCredentials|directory\/subscriptions/,
    'federation, synchronisation and devices of the tenant',
  ],
  [/administrativeUnits|scopedMembers/, 'administrative units'],
  [/\/policies\//, 'policies'],
  [/^\/teams\/|joinedTeams|teamwork|getTeamsLicensingDetails/, 'Teams'],
  [
    /^\/servicePrincipals.*(Policies|remoteDesktop|addKey|removePassword|addTokenSigning|delegatedPermissionClassifications)/,
    'policies and keys of applications',
  ],
  [/entitlementManagement\/roleAssignments/, 'roles inside of entitlement management'],
  [/filterByCurrentUser|\/cancel$|roleManagementPolic/, 'what administrators do for themselves'],
  [/managedDevices\/.*\/(?!retire$)\w+$/, 'orders to devices other than retire and wipe'],
  [
    /acceptedSenders|rejectedSenders|removeFavorite|photos|permissionGrants|retryServiceProvisioning/,
    'groups as Outlook and Teams see them',
  ],
  [
    /learningCourse|exportPersonalData|getManagedAppPolicies|changePassword|authentication\/operations|resetPassword/,
    'what people do for themselves',
  ],
  [/auditLogs/, 'audit logs'],
  [
    /^\/(directoryRoles|directoryObjects|servicePrincipals|oauth2PermissionGrants)\/delta/,
    'changes of other things than users and groups',
  ],
  [/^(POST|PATCH|DELETE) \/users\/[^/]+\/managedDevices(\/[^/]+)?$/, 'enrolment of devices'],
  [/^(PATCH|DELETE) .*\/roleDefinitions\//, "roles of one's own"],
  [/\/calendars$|\/events$|\/mailFolders$/, 'calendars and folders'],
  [/getAvailableExtensionProperties|ext55gb1l09/, 'extensions'],
]

/** Why an example is none of the practice tenant's business; null where it is. */
export const outsideOf = ({ method, path, query }: GraphExample['request']): string | null =>
  outside.find(
    ([pattern]) => pattern.test(path) || pattern.test(query ?? '') || pattern.test(`${method} ${path}`),
  )?.[1] ?? null
