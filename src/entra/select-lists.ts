/**
 * Properties that are asked for by name. Without `$select` Graph leaves out most of what matters here (accountEnabled, department,
 * employeeId, …). Licences are asked for apart: they change by themselves, and whoever reads an account does not want a new answer for that.
 * https://learn.microsoft.com/graph/api/resources/user#properties
 */
export const userProperties = [
  'id',
  'accountEnabled',
  'ageGroup',
  'businessPhones',
  'city',
  'companyName',
  'consentProvidedForMinor',
  'country',
  'department',
  'displayName',
  'employeeHireDate',
  'employeeId',
  'employeeOrgData',
  'employeeType',
  'faxNumber',
  'givenName',
  'jobTitle',
  'mail',
  'mailNickname',
  'mobilePhone',
  'officeLocation',
  'onPremisesDistinguishedName',
  'onPremisesExtensionAttributes',
  'onPremisesImmutableId',
  'onPremisesSamAccountName',
  'onPremisesSyncEnabled',
  'otherMails',
  'passwordPolicies',
  'postalCode',
  'preferredDataLocation',
  'preferredLanguage',
  'proxyAddresses',
  'state',
  'streetAddress',
  'surname',
  'usageLocation',
  'userPrincipalName',
  'userType',
] as const

/** https://learn.microsoft.com/graph/api/resources/licenseassignmentstate */
export const licenceProperties = ['id', 'licenseAssignmentStates'] as const

export const managerProperties = ['id', 'displayName', 'userPrincipalName'] as const

/** https://learn.microsoft.com/graph/api/resources/group#properties */
export const groupProperties = [
  'id',
  'assignedLicenses',
  'displayName',
  'groupTypes',
  'isAssignableToRole',
  'mail',
  'mailEnabled',
  'membershipRule',
  'onPremisesSecurityIdentifier',
  'onPremisesSyncEnabled',
  'securityEnabled',
] as const

/** https://learn.microsoft.com/graph/api/resources/directoryrole#properties */
export const roleProperties = ['id', 'displayName', 'roleTemplateId'] as const

export const roleMemberProperties = ['id', 'accountEnabled'] as const

export const memberProperties = ['id', 'displayName', 'userPrincipalName'] as const

export const signInProperties = ['id', 'signInActivity'] as const

/** The key, the anchor and the uses of every user. */
export const signInsProperties = [
  'id',
  'employeeId',
  'accountEnabled',
  'onPremisesImmutableId',
  'createdDateTime',
  'signInActivity',
] as const

/** Asked for apart: Exchange is the master of it. */
export const addressListProperties = ['id', 'showInAddressList'] as const

/** https://learn.microsoft.com/graph/api/resources/user#properties */
export const sessionProperties = [
  'id',
  'createdDateTime',
  'lastPasswordChangeDateTime',
  'signInSessionsValidFromDateTime',
] as const

export const deletedUserProperties = [
  'id',
  'deletedDateTime',
  'displayName',
  'employeeId',
  'onPremisesSyncEnabled',
  'proxyAddresses',
  'userPrincipalName',
] as const

export const keyProperties = ['id', 'employeeId'] as const

/** https://learn.microsoft.com/graph/api/resources/subscribedsku#properties */
export const skuProperties = [
  'skuId',
  'skuPartNumber',
  'appliesTo',
  'capabilityStatus',
  'prepaidUnits',
  'consumedUnits',
  'servicePlans',
] as const

export const tenantProperties = ['id', 'displayName', 'verifiedDomains'] as const

/** https://learn.microsoft.com/graph/api/resources/unifiedroledefinition */
export const roleDefinitionProperties = ['id', 'displayName'] as const

/** https://learn.microsoft.com/graph/api/resources/serviceprincipal#properties */
export const applicationProperties = ['id', 'displayName', 'appRoles'] as const

export const ownedProperties = ['id', 'displayName', 'groupTypes', 'mailEnabled', 'onPremisesSyncEnabled'] as const

export const ownerProperties = ['id', 'displayName', 'userPrincipalName'] as const

export const reportProperties = ['id', 'displayName', 'onPremisesSyncEnabled', 'userPrincipalName'] as const
