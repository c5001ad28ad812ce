import { describe, expect, test } from 'vitest'
import { graphFault } from '../../src/entra/graph-error.ts'
import type { GraphAnswer, GraphRequest } from '../../src/entra/graph-request.ts'
import { urls } from '../../src/entra/graph-url.ts'
import type { Json } from '../../src/model/json.ts'
import { adele } from './graph-stub.ts'

const write: GraphRequest = { method: 'PATCH', path: urls.user(adele), body: {}, doing: 'changing the user' }
const read: GraphRequest = { method: 'GET', path: urls.userRead(adele, ['id']), doing: 'reading the user' }

const answer = (status: number, json: Json | undefined, text = '', headers = {}): GraphAnswer => ({
  status,
  json,
  text,
  headers: new Headers(headers),
})

const refused = (status: number, code: string | null, message: string): GraphAnswer =>
  answer(status, { error: { code, message, innerError: { 'request-id': 'f2c5a0de-0000-4000-8000-000000000001' } } })

describe('what Graph answers becomes a fault with a permanent code', () => {
  test.each([
    [401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.', 'entra/token-refused'],
    [403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.', 'entra/denied'],
    [403, 'Authorization_IdentityDisabled', '', 'entra/token-refused'],
    [429, 'TooManyRequests', 'This request is throttled.', 'entra/throttled'],
    [400, 'Request_ThrottledTemporarily', '', 'entra/throttled'],
    [
      409,
      'Directory_ConcurrencyViolation',
      'Error due to concurrent requests being made to the tenant. Please wait briefly and retry.',
      'entra/concurrent-change',
    ],
    [
      404,
      'Request_ResourceNotFound',
      `Resource '${adele}' does not exist or one of its queried reference-property objects are not present.`,
      'entra/not-found',
    ],
    [
      400,
      'Request_BadRequest',
      'Another object with the same value for property userPrincipalName already exists.',
      'entra/name-taken',
    ],
    [
      400,
      'Request_BadRequest',
      'Another object with the same value for property proxyAddresses already exists.',
      'entra/name-taken',
    ],
    [409, 'Request_MultipleObjectsWithSameKeyValue', 'Permission entry already exists.', 'entra/consent-given'],
    [409, 'Request_MultipleObjectsWithSameKeyValue', 'The key value is taken.', 'entra/name-taken'],
    [400, 'Request_BadRequest', 'Permission being assigned already exists on the object', 'entra/app-role-held'],
    [400, 'RoleAssignmentExists', 'The Role assignment already exists.', 'entra/role-held'],
    [400, 'RoleAssignmentDoesNotExist', 'The Role assignment does not exist.', 'entra/role-not-held'],
    [404, 'SubjectNotFound', 'The subject is not found.', 'entra/group-not-ready'],
    [400, 'ActiveDurationTooShort', 'The active duration is too short.', 'entra/role-just-activated'],
    [
      400,
      'RoleAssignmentRequestPolicyValidationFailed',
      'The policy rules failed: ["ExpirationRule"]',
      'entra/role-policy',
    ],
    [400, 'AadPremiumLicenseRequired', 'The tenant needs to have Microsoft Entra ID P2.', 'entra/no-pim'],
    [
      403,
      'UnknownError',
      '{"errorCode":"PermissionScopeNotGranted","message":"Authorization failed due to missing permission scope"}',
      'entra/denied',
    ],
    [
      400,
      'Request_BadRequest',
      'The group must have at least one owner, hence this owner cannot be removed.',
      'entra/last-owner',
    ],
    [
      400,
      'Request_BadRequest',
      "One or more added object references already exist for the following modified properties: 'owners'.",
      'entra/owner-already',
    ],
    [
      400,
      'Request_BadRequest',
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
      'entra/domain-not-verified',
    ],
    [
      400,
      'Request_BadRequest',
      'The specified password does not comply with password complexity requirements. Please provide a different password.',
      'entra/password-refused',
    ],
    [400, 'Request_BadRequest', 'A password must be specified to create a new user.', 'entra/password-refused'],
    [
      400,
      'Request_BadRequest',
      "A value is required for property 'displayName' of resource 'User'.",
      'entra/bad-request',
    ],
    [400, 'Request_BadRequest', 'One or more property values specified are invalid.', 'entra/bad-request'],
    [
      400,
      'Request_BadRequest',
      "Invalid value specified for property 'usageLocation' of resource 'User'.",
      'entra/bad-request',
    ],
    [
      400,
      'Request_BadRequest',
      'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
      'entra/mastered-on-premises',
    ],
    [
      400,
      'Request_BadRequest',
      'Unable to update the specified properties for objects that have originated within an external service.',
      'entra/mastered-on-premises',
    ],
    [
      400,
      'BadRequest',
      "Parsing OData Select and Expand failed: Could not find a property named 'departmnt' on type 'microsoft.graph.user'.",
      'entra/unknown-property',
    ],
    [
      400,
      'BadRequest',
      "Invalid filter clause: Could not find a property named 'x' on type 'microsoft.graph.user'.",
      'entra/unknown-property',
    ],
    [
      400,
      'Request_BadRequest',
      "One or more added object references already exist for the following modified properties: 'members'.",
      'entra/already-member',
    ],
    [
      400,
      'Request_BadRequest',
      "The source resource object or one of the objects being referenced don't exist.",
      'entra/group-not-ready',
    ],
    [
      400,
      'Request_BadRequest',
      'Cannot Update a mail-enabled security groups and or distribution list.',
      'entra/mail-enabled-group',
    ],
    [
      403,
      'Authorization_RequestDenied',
      'Members of a group with a dynamic membership cannot be changed.',
      'entra/dynamic-group',
    ],
    [
      400,
      'Request_BadRequest',
      'License assignment cannot be done for user with invalid usage location.',
      'entra/no-usage-location',
    ],
    [
      400,
      'Request_BadRequest',
      'Subscription with SKU 05e9a617-0261-4cee-bb44-138d3ef5d965 does not have any available licenses.',
      'entra/no-seats',
    ],
    [
      400,
      'Request_BadRequest',
      'License assignment failed because service plan a depends on the service plan(s) b',
      'entra/licence-conflict',
    ],
    [
      400,
      'Request_BadRequest',
      'License assignment failed because service plans a and b are mutually exclusive.',
      'entra/licence-conflict',
    ],
    [
      400,
      'Request_BadRequest',
      'User license is inherited from a group membership and it cannot be removed directly from the user.',
      'entra/licence-inherited',
    ],
    [400, 'Request_BadRequest', 'User does not have a corresponding license.', 'entra/licence-not-held'],
    [
      400,
      'Request_BadRequest',
      'License 05e9a617-0261-4cee-bb44-138d3ef5d965 does not correspond to a valid company License.',
      'entra/unknown-licence',
    ],
    [
      400,
      null,
      'Converged UserCredentialPolicy does not allow creating or updating this method.',
      'entra/pass-refused',
    ],
    [400, 'Request_BadRequest', 'Invalid usage location is specified.', 'entra/bad-request'],
    [400, 'Request_BadRequest', "Invalid property 'departmnt'.", 'entra/unknown-property'],
    [
      400,
      'Request_BadRequest',
      'A conflicting object with one or more of the specified property values is present in the directory.',
      'entra/name-taken',
    ],
    [405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.', 'entra/bad-request'],
    [501, 'NotImplemented', 'This operation target is not yet supported.', 'entra/bad-request'],
    [503, 'serviceNotAvailable', 'The service is unavailable.', 'entra/unreachable'],
    [599, 'x', 'y', 'entra/unreachable'],
  ])('%i %s "%s" is %s', (status, code, message, expected) => {
    expect(graphFault(refused(status, code, message), write, 0).code).toBe(expected)
  })

  test('a refused write changed nothing; after a server error that is not known', () => {
    expect(graphFault(refused(400, 'Request_BadRequest', 'x'), write, 0).effect).toBe('none')
    expect(graphFault(refused(429, 'TooManyRequests', 'x'), write, 0).effect).toBe('none')
    expect(graphFault(refused(504, 'UnknownError', 'x'), write, 0).effect).toBe('unknown')
    expect(graphFault(refused(504, 'UnknownError', 'x'), read, 0).effect).toBe('none')
  })

  test('the code and the text of an unforeseen error stand in the message, with the id for the support', () => {
    const { message } = graphFault(refused(400, 'Request_Strange', 'The moon is full.'), write, 0)

    expect(message).toContain('The moon is full (Request_Strange)')
    expect(message).toContain('f2c5a0de-0000-4000-8000-000000000001')
  })

  test('the property that a uniqueness error is about is taken from its details', () => {
    const json = {
      error: {
        code: 'Request_BadRequest',
        message: 'Another object with the same value for property already exists.',
        details: [{ code: 'ObjectConflict', target: 'mailNickname' }],
      },
    }

    expect(graphFault(answer(400, json), write, 0).message).toContain('same value of mailNickname')
  })

  test('the shape of role management is understood', () => {
    const json = {
      ErrorCode: 'CultureNotFoundException',
      Message: 'Culture is not supported.',
      Target: null,
      Details: null,
      InnerError: null,
    }

    expect(graphFault(answer(400, json), read, 0)).toMatchObject({
      code: 'entra/bad-request',
      message: expect.stringContaining('Culture is not supported (CultureNotFoundException)'),
    })
  })

  test('a page of a proxy is quoted without its markup', () => {
    const page = '<html><head><style>b{color:red}</style></head><body><h1>502 Bad Gateway</h1></body></html>'

    expect(graphFault(answer(502, undefined, page), read, 0)).toMatchObject({
      code: 'entra/unreachable',
      message: expect.stringContaining('502 Bad Gateway (HTTP 502)'),
    })
  })

  test('an empty answer is reported by its status', () => {
    expect(graphFault(answer(400, undefined), read, 0)).toMatchObject({
      code: 'entra/bad-request',
      message: expect.stringContaining('HTTP 400'),
    })
  })

  test.each([
    ['300', 300_000],
    ['3600', 3_600_000],
    ['Tue, 01 Dec 2026 08:10:00 GMT', 600_000],
    ['Tue, 01 Dec 2026 07:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    ['-5', undefined],
  ])('Retry-After "%s" asks for %s milliseconds', (header, expected) => {
    const throttled = answer(429, { error: { code: 'TooManyRequests', message: 'x' } }, '', { 'Retry-After': header })

    expect(graphFault(throttled, write, Date.parse('2026-12-01T08:00:00Z')).retryAfterMs).toBe(expected)
  })
})
