import { follow } from './json-pointer.ts'

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** What a person has and the standard has not. */
const JOINERY = 'urn:ietf:params:scim:schemas:extension:joinery:2.0:User'

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

type User = { readonly [attribute: string]: unknown }

const hasSchema = (value: unknown, schema: string): boolean => {
  const schemas = follow(value, ['schemas'])
  return Array.isArray(schemas) && schemas.includes(schema)
}

/** Whether a value is a user as RFC 7643 has it. */
export const isUser = (value: unknown): boolean => hasSchema(value, CORE)

/** Whether a document is the answer to a question for users. https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2 */
export const isListResponse = (value: unknown): boolean => hasSchema(value, LIST)

/** Gives one field of a person from a SCIM user. */
export interface ScimRule {
  readonly field: string
  readonly from: string
  readonly get: (user: User) => unknown
}

const shortNames: ReadonlyMap<string, string> = new Map([
  [ENTERPRISE, 'enterprise'],
  [JOINERY, 'joinery'],
])

const plain = (field: string, ...parts: readonly string[]): ScimRule => ({
  field,
  from: parts.map((part) => shortNames.get(part) ?? part).join('.'),
  get: (user) => follow(user, parts),
})

/** The value of the given type, else the primary or only one where any will do. https://www.rfc-editor.org/rfc/rfc7643#section-2.4 */
const typed = (field: string, attribute: string, type: string, part = 'value'): ScimRule => ({
  field,
  from: `${attribute}[type eq "${type}"].${part}`,
  get: (user) => {
    const all = follow(user, [attribute])
    const one = Array.isArray(all) ? all.find((each) => follow(each, ['type']) === type) : undefined
    return follow(one, [part])
  },
})

/** `roles` of SCIM as texts. */
const roles: ScimRule = {
  field: 'roles',
  from: 'roles.value',
  get: (user) => {
    const all = follow(user, ['roles'])
    if (!Array.isArray(all)) return undefined
    return all.map((each) => follow(each, ['value']) ?? each)
  },
}

/** Systems that have only moments write a day as its midnight in Greenwich, which nobody means: a last day would end before it began. */
const dayOf = (value: unknown): unknown =>
  typeof value === 'string'
    ? (/^(\d{4}-\d{2}-\d{2})T00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:00)$/.exec(value)?.[1] ?? value)
    : value

const startDate: ScimRule = {
  field: 'startDate',
  from: 'joinery.startDate',
  get: (user) => dayOf(follow(user, [JOINERY, 'startDate'])),
}

/** Who is not active has had a last day: the one that is given, else when the user was changed last. */
const lastDay: ScimRule = {
  field: 'lastDay',
  from: 'joinery.lastDay',
  get: (user) =>
    dayOf(follow(user, [JOINERY, 'lastDay'])) ??
    (follow(user, ['active']) === false ? follow(user, ['meta', 'lastModified']) : undefined),
}

const rest: readonly ScimRule[] = [
  plain('givenName', 'name', 'givenName'),
  plain('surname', 'name', 'familyName'),
  plain('preferredName', 'nickName'),
  plain('displayName', 'displayName'),
  plain('title', 'title'),
  plain('employeeType', 'userType'),
  plain('department', ENTERPRISE, 'department'),
  plain('division', ENTERPRISE, 'division'),
  plain('company', ENTERPRISE, 'organization'),
  plain('costCenter', ENTERPRISE, 'costCenter'),
  startDate,
  lastDay,
  plain('office', JOINERY, 'office'),
  plain('usageLocation', JOINERY, 'usageLocation'),
  plain('latinGivenName', JOINERY, 'latinGivenName'),
  plain('latinSurname', JOINERY, 'latinSurname'),
  plain('language', 'preferredLanguage'),
  plain('timeZone', 'timezone'),
  typed('phone', 'phoneNumbers', 'work'),
  typed('mobile', 'phoneNumbers', 'mobile'),
  typed('personalEmail', 'emails', 'home'),
  typed('country', 'addresses', 'work', 'country'),
  plain('extra.active', 'active'),
  plain('extra.userName', 'userName'),
  roles,
]

/** People whom a source has told of before, where it tells of some of them at a time. */
export interface KnownPeople {
  /** employeeId by the id of the user. */
  readonly keys: ReadonlyMap<string, string>
}

const number = plain('employeeId', ENTERPRISE, 'employeeNumber')
const externalId = plain('employeeId', 'externalId')

const managerBy = (keys: ReadonlyMap<unknown, unknown>): ScimRule => ({
  field: 'manager',
  from: 'enterprise.manager.value',
  get: (user) => keys.get(follow(user, [ENTERPRISE, 'manager', 'value'])),
})

/**
 * The built-in mapping of SCIM users, RFC 7643. The key is the employee number of the enterprise extension; in a list in which nobody has one, `externalId`,
 * but never where people come one by one, for nobody could tell then what the next one has. A manager is named by the id of another user, and answered
 * by the key of that one.
 */
export const scimRules = (users: readonly User[], known?: KnownPeople): readonly ScimRule[] => {
  const hasNumbers = known !== undefined || users.some((user) => number.get(user) !== undefined)
  const key = hasNumbers ? number : externalId
  const keys = new Map<unknown, unknown>(users.map((user) => [follow(user, ['id']), key.get(user)]))
  for (const [id, employeeId] of known?.keys ?? []) keys.set(id, employeeId)
  keys.delete(undefined)
  return [key, ...rest, managerBy(keys)]
}
