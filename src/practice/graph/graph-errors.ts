import { bad, denied, type GraphError, malformed, missing, unauthorised } from './error-shapes.ts'
import { queryErrors } from './query-errors.ts'
import { serviceErrors } from './service-errors.ts'

/**
 * The refusals of Graph that the practice tenant knows, with their text as the documentation or an answer seen in public shows it.
 * https://learn.microsoft.com/graph/errors
 */
export const graphErrors = {
  ...queryErrors,
  ...serviceErrors,
  'auth-empty': unauthorised('Access token is empty.'),
  'auth-malformed': unauthorised('CompactToken parsing failed with error code: 80049217'),
  'auth-expired': unauthorised('Lifetime validation failed, the token is expired.'),
  'auth-unknown': unauthorised('Signing key is invalid.'),
  'auth-tenant': unauthorised('Invalid issuer.'),
  'auth-audience': unauthorised('Access token validation failure. Invalid audience.'),
  'authz-denied': denied,
  // https://github.com/Azure/Microsoft365R/issues/184
  'app-unknown': {
    status: 401,
    code: 'Authorization_IdentityNotFound',
    message: 'The identity of the calling application could not be established.',
  },
  // The code is in the clients of Microsoft; what stands beside it is not documented.
  'app-disabled': {
    status: 401,
    code: 'Authorization_IdentityDisabled',
    message: 'The identity of the calling application is disabled.',
  },
  'role-group': denied,
  dynamic: denied,

  method: {
    status: 405,
    code: 'Request_BadRequest',
    message: 'Specified HTTP method is not allowed for the request target.',
  },
  segment: malformed("Resource not found for the segment '{segment}'."),
  version: malformed('Invalid version: {version}'),
  me: malformed('/me request is only valid with delegated authentication flow.'),
  lang: malformed('Invalid language specified.'),
  'body-json': malformed(
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  ),
  'body-empty': malformed('Empty Payload. JSON content expected.'),
  'body-type': malformed('Entity only allows writes with a JSON Content-Type header.'),
  'body-large': {
    status: 413,
    code: 'RequestEntityTooLarge',
    message: 'The size of the request body is larger than allowed.',
  },
  'batch-format': malformed('Invalid batch payload format.'),
  'batch-dependency': { status: 424, code: 'FailedDependency', message: 'Failed Dependency' },
  concurrency: {
    status: 409,
    code: 'Directory_ConcurrencyViolation',
    message: 'Error due to concurrent requests being made to the tenant. Please wait briefly and retry.',
  },

  'not-found': missing(
    "Resource '{id}' does not exist or one of its queried reference-property objects are not present.",
  ),
  'no-manager': missing(
    "Resource 'manager' does not exist or one of its queried reference-property objects are not present.",
  ),
  'member-missing': missing(
    "Resource '{id}' does not exist or one of its queried reference-property objects are not present.",
  ),
  'bad-id': bad("Invalid object identifier '{id}'."),
  onprem: bad(
    'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
  ),
  required: bad("A value is required for property '{property}' of resource '{resource}'."),
  'required-rule': bad("A value is required for property 'membershipRule'."),
  'onprem-exo': bad(
    'Unable to update the specified properties for objects that have originated within an external service.',
  ),
  'tenant-quota': {
    status: 403,
    code: 'Directory_QuotaExceeded',
    message:
      'The directory object quota limit for the Tenant has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.',
  },
  validate: {
    status: 422,
    code: 'Request_UnprocessableEntity',
    message: 'The values provided contain one or more validation errors.',
  },
  'invalid-values': bad('One or more property values specified are invalid.'),
  'invalid-value': bad("Invalid value specified for property '{property}' of resource '{resource}'."),
  'read-only': bad("Property '{property}' is read-only and cannot be set."),
  'unknown-property': bad("Invalid property '{property}'."),
  'too-long': bad(
    "Invalid value specified for property '{property}' of resource '{resource}'. The value exceeds the maximum length of {max}.",
  ),
  conversion: malformed("Cannot convert the literal '{value}' to the expected type '{type}'."),
  'bad-ref': malformed('Invalid URL format specified in payload.'),
  'conflict-generic': bad(
    'A conflicting object with one or more of the specified property values is present in the directory.',
  ),

  'user-dup-upn': bad('Another object with the same value for property userPrincipalName already exists.'),
  'user-dup-proxy': bad('Another object with the same value for property proxyAddresses already exists.'),
  'user-dup-nickname': bad('Another object with the same value for property mailNickname already exists.'),
  'user-dup-anchor': bad('Another object with the same value for property onPremisesImmutableId already exists.'),
  'user-domain': bad(
    'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
  ),
  'user-upn': bad('Property userPrincipalName is invalid.'),
  'user-location': bad('Invalid usage location is specified.'),
  'user-pwd-missing': bad('A password must be specified to create a new user.'),
  'user-pwd-weak': bad(
    'The specified password does not comply with password complexity requirements. Please provide a different password.',
  ),

  'member-dup': bad(
    "One or more added object references already exist for the following modified properties: 'members'.",
  ),
  'owner-dup': bad(
    "One or more added object references already exist for the following modified properties: 'owners'.",
  ),
  'sponsor-dup': bad(
    "One or more added object references already exist for the following modified properties: 'sponsors'.",
  ),
  'last-owner': bad('The group must have at least one owner, hence this owner cannot be removed.'),
  'lang-pim': {
    status: 400,
    code: 'CultureNotFoundException',
    message: 'Culture is not supported. Parameter name: name * is an invalid culture identifier.',
  },
  'pim-licence': {
    status: 400,
    code: 'AadPremiumLicenseRequired',
    message: 'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
  },
  'pim-scope': {
    status: 403,
    code: 'UnknownError',
    message:
      '{"errorCode":"PermissionScopeNotGranted","message":"Authorization failed due to missing permission scope {permissions}.","instanceAnnotations":[]}',
  },
  'role-exists': { status: 400, code: 'RoleAssignmentExists', message: 'The Role assignment already exists.' },
  'role-none': { status: 400, code: 'RoleAssignmentDoesNotExist', message: 'The Role assignment does not exist.' },
  'role-subject': { status: 404, code: 'SubjectNotFound', message: 'The subject is not found.' },
  'role-active-short': {
    status: 400,
    code: 'ActiveDurationTooShort',
    message: 'The active duration is too short. Minimum required is 5 minutes.',
  },
  'approle-dup': bad('Permission being assigned already exists on the object'),
  'approle-unknown': bad("Permission being assigned was not found on application '{application}'."),
  'grant-dup': {
    status: 409,
    code: 'Request_MultipleObjectsWithSameKeyValue',
    message: 'Permission entry already exists.',
  },
  'principal-dup': {
    status: 409,
    code: 'Request_MultipleObjectsWithSameKeyValue',
    message: 'Another object with the same value for property servicePrincipalNames already exists.',
  },
  'principal-app': bad("The appId '{appId}' of the service principal does not reference a valid application object."),
  'owner-quota': {
    status: 403,
    code: 'Directory_QuotaExceeded',
    message: "Unable to perform operation as '{n}' would exceed the maximum quota count '100' for forward-link owners.",
  },
  mesg: bad('Cannot Update a mail-enabled security groups and or distribution list.'),
  'fresh-group': bad("The source resource object or one of the objects being referenced don't exist."),
  'member-type': bad("Invalid reference target: objects of this type cannot be linked to the property '{property}'."),
  'bind-many': bad('The number of references in the request exceeds the limit of 20.'),
  'group-licences': bad('Cannot delete a group that has active licenses assigned.'),
  'group-kind': bad(
    'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.',
  ),
  immutable: bad("Property '{property}' cannot be updated once it has been set."),

  throttled: { status: 429, code: 'TooManyRequests', message: 'Too many requests.' },
  gateway: { status: 502, code: 'BadGateway', message: 'Bad gateway.' },
  unavailable: { status: 503, code: 'serviceNotAvailable', message: 'Service unavailable' },
  'gateway-timeout': { status: 504, code: 'UnknownError', message: '' },
  internal: { status: 500, code: 'Service_InternalServerError', message: 'Encountered an internal server error.' },
} as const satisfies { readonly [id: string]: GraphError }

export type GraphErrorId = keyof typeof graphErrors
