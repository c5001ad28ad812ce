/** One way in which Graph refuses a request. `{name}` in the message is filled in. */
export interface GraphError {
  readonly status: number
  readonly code: string
  readonly message: string
}

const bad = (message: string): GraphError => ({ status: 400, code: 'Request_BadRequest', message })
const malformed = (message: string): GraphError => ({ status: 400, code: 'BadRequest', message })
const unsupported = (message: string): GraphError => ({ status: 400, code: 'Request_UnsupportedQuery', message })
const unauthorised = (message: string): GraphError => ({ status: 401, code: 'InvalidAuthenticationToken', message })
const missing = (message: string): GraphError => ({ status: 404, code: 'Request_ResourceNotFound', message })
const denied = {
  status: 403,
  code: 'Authorization_RequestDenied',
  message: 'Insufficient privileges to complete the operation.',
}

/**
 * The refusals of Graph that the practice tenant knows, with their text as the documentation or an answer seen in public shows it.
 * https://learn.microsoft.com/graph/errors
 */
export const graphErrors = {
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

  'lic-location': bad('License assignment cannot be done for user with invalid usage location.'),
  'lic-noseat': bad('Subscription with SKU {skuId} does not have any available licenses.'),
  'lic-notassigned': bad('User does not have a corresponding license.'),
  'lic-inherited': bad(
    'User license is inherited from a group membership and it cannot be removed directly from the user.',
  ),
  'lic-exclusive': bad('License assignment failed because service plans {plans} are mutually exclusive.'),
  'lic-dep': bad('License assignment failed because service plan {plan} depends on the service plan(s) {needs}'),
  'lic-plan': bad('License assignment failed because service plan {plan} is not part of license {skuId}.'),
  'lic-guid': bad(
    "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more details",
  ),
  'lic-unknown': bad('License {skuId} does not correspond to a valid company License.'),
  'lic-parameter': bad(
    "One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: {missing}.",
  ),

  'tap-lifetime': malformed('Temporary Access Pass lifetime must be between {min} and {max} minutes.'),
  'tap-policy': malformed(
    'Converged UserCredentialPolicy does not allow creating or updating this method for the user.',
  ),
  'tap-guest': malformed('Temporary Access Pass cannot be added to an external guest user.'),

  // https://learn.microsoft.com/answers/questions/1337439
  'method-default': {
    status: 400,
    code: 'badRequest',
    message:
      'Cannot delete default method with other methods configured. Please change default method before deletion.',
  },
  // https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/1888
  'method-default-phone': {
    status: 400,
    code: 'badRequest',
    message:
      "The requested authentication method id of [{id}] matches the user's current default authentication method, and cannot be deleted until the default authentication method is changed",
  },
  // https://learn.microsoft.com/graph/api/phoneauthenticationmethod-delete has the rule, and no text.
  'method-first-phone': {
    status: 400,
    code: 'badRequest',
    message: 'The mobile number cannot be deleted while there is an alternate mobile number.',
  },

  // https://learn.microsoft.com/answers/questions/1187655
  'drive-none': { status: 404, code: 'ResourceNotFound', message: "User's mysite not found." },
  'item-none': { status: 404, code: 'itemNotFound', message: 'The resource could not be found.' },
  'invite-invalid': { status: 400, code: 'invalidRequest', message: '{detail}' },

  'invited-exists': malformed(
    'The invited user already exists in the directory as object ID: {id}. They can use that account to sign in to shared apps and resources.',
  ),
  'invitee-is-own': malformed('Invitee is in inviter tenant'),
  'invite-mail': malformed('The invited user email address is not valid.'),

  'mail-recipient': {
    status: 400,
    code: 'ErrorInvalidRecipients',
    message:
      "At least one recipient is not valid., Recipient '' is not resolved. All recipients must be resolved before a message can be submitted.",
  },
  'mail-message': {
    status: 400,
    code: 'ErrorInvalidParameter',
    message: "The value of the parameter 'Message' is empty.",
  },

  'select-unknown': malformed(
    "Parsing OData Select and Expand failed: Could not find a property named '{property}' on type 'microsoft.graph.{type}'.",
  ),
  'filter-unknown': malformed(
    "Invalid filter clause: Could not find a property named '{property}' on type 'microsoft.graph.{type}'.",
  ),
  'filter-syntax': malformed("Invalid filter clause: Syntax error at position {position} in '{filter}'."),
  'filter-types': malformed(
    "Invalid filter clause: A binary operator with incompatible types was detected. Found operand types '{left}' and '{right}' for operator kind '{operator}'.",
  ),
  'aqp-count': bad('$count is not currently supported.'),
  'aqp-search': unsupported(
    "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
  ),
  'aqp-op': unsupported(
    "Operator '{operator}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information",
  ),
  'aqp-notindexed': unsupported(
    "Unsupported or invalid query filter clause specified for property '{property}' of resource '{resource}'.",
  ),
  'search-syntax': malformed(
    "Syntax error: character '{character}' is not valid at position {position} in '{search}'.",
  ),
  'sort-property': unsupported("Unsupported sort property '{property}' for '{resource}'."),
  'sort-filter': unsupported('Sorting not supported for current query.'),
  'expand-not': {
    status: 400,
    code: 'ExpandNotSupported',
    message: "Expand is not allowed for property '{property}' according to the entity schema.",
  },
  'select-coll': { status: 501, code: 'NotImplemented', message: 'This operation target is not yet supported.' },
  'skip-not': bad("'$skip' is not supported by the service."),
  'option-unknown': malformed("The query parameter '{option}' is not supported."),
  'top-number': malformed(
    "Invalid value '{value}' for $top query option found. The $top query option requires a non-negative integer value.",
  ),
  'page-size': unsupported("Invalid page size specified: '{value}'. Must be between 1 and {max} inclusive."),
  'page-token': {
    status: 400,
    code: 'Directory_ExpiredPageToken',
    message: 'The specified page token value has expired and can no longer be included in your request.',
  },
  // https://devblogs.microsoft.com/microsoft365dev/duration-of-change-tracking-tokens-for-identity-and-education-resources/
  'delta-expired': {
    status: 400,
    code: 'syncStateNotFound',
    message: 'The sync state generation is not found. The delta token is expired and data must be synchronized again.',
  },
  // https://learn.microsoft.com/graph/delta-query-overview#synchronization-reset
  'delta-gone': {
    status: 410,
    code: 'resyncRequired',
    message: 'The changes since this token are not known any more. Begin anew with the request that Location names.',
  },
  'delta-filter': unsupported('A delta query can be filtered by ids of objects only.'),
  'mbx-none': {
    status: 404,
    code: 'MailboxNotEnabledForRESTAPI',
    message: 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  },
  'not-organizer': {
    status: 400,
    code: 'ErrorInvalidRequest',
    message: "Your request can't be completed. You need to be an organizer to cancel a meeting.",
  },
  'view-time': {
    status: 400,
    code: 'ErrorInvalidParameter',
    message:
      "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime; '{parameter}' is missing or no time.",
  },
  'item-missing': {
    status: 404,
    code: 'ErrorItemNotFound',
    message: 'The specified object was not found in the store.',
  },
  throttled: { status: 429, code: 'TooManyRequests', message: 'Too many requests.' },
  gateway: { status: 502, code: 'BadGateway', message: 'Bad gateway.' },
  unavailable: { status: 503, code: 'serviceNotAvailable', message: 'Service unavailable' },
  'gateway-timeout': { status: 504, code: 'UnknownError', message: '' },
  internal: { status: 500, code: 'Service_InternalServerError', message: 'Encountered an internal server error.' },
} as const satisfies { readonly [id: string]: GraphError }

export type GraphErrorId = keyof typeof graphErrors
