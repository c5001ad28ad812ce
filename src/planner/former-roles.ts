import { type AdEntry, firstValue } from '../model/ad-entry.ts'
import type { EntraUser } from '../model/entra-objects.ts'
import type { Checked } from '../model/fault.ts'
import type { JsonObject } from '../model/json.ts'
import type { Person, PersonRecord } from '../model/person.ts'
import type { FormerGrants, House, Reasons, RoleGrants } from '../playbook/playbook.ts'

/** Fields of a person that decide about roles and that an account carries, by their names in AD and in Entra. */
const CARRIED = [
  ['title', 'title', 'jobTitle'],
  ['department', 'department', 'department'],
  ['company', 'company', 'companyName'],
  ['office', 'physicalDeliveryOfficeName', 'officeLocation'],
  ['division', 'division', 'employeeOrgData.division'],
  ['costCenter', null, 'employeeOrgData.costCenter'],
  ['country', 'c', 'country'],
  ['employeeType', 'employeeType', 'employeeType'],
] as const satisfies readonly (readonly [keyof Person, string | null, string | null])[]

type Field = (typeof CARRIED)[number][0]
type Carried = { readonly [field in Field]?: string }
type Kind = 'groups' | 'cloudGroups' | 'licences'

/** The account of a person in both directories, as far as there is one. */
interface Account {
  readonly entry: AdEntry | null
  readonly user: EntraUser | null
}

/**
 * What the roles give the person by the data of the input. Where the input says nothing of a field, what the account carries counts, as far as
 * `roles.yaml` knows it: HR leaves out what has not changed.
 */
export const presentRoles = (house: House, record: PersonRecord, account: Account): Checked<RoleGrants> =>
  house.grants(filledPerson(house, record.person, carriedFields(account)), record.fields)

/**
 * What the roles gave the person by the data that the account carries so far, and do not give by the data of the input: that which goes when
 * somebody changes departments. Whatever was given by hand is not in it. A value that no role knows gave nothing. No account says which roles
 * somebody had: where the input lists some, those that it does not list are taken to be gone.
 */
export const formerRoles = (house: House, person: Person, account: Account, present: RoleGrants): FormerGrants => {
  if (!account.entry && !account.user) return NOTHING
  const carried = carriedFields(account)
  const filled = filledPerson(house, person, carried)
  const before = house.grants({ ...filled, ...knownFields(house, filled, carried) })
  const given = [...(before.ok ? [before.value.reasons] : []), ...unlistedRoles(house, filled)]
  const reasons = { groups: gone('groups', given, present), ...cloudAndLicences(given, present) }
  return {
    groups: Object.keys(reasons.groups),
    cloudGroups: Object.keys(reasons.cloudGroups),
    licences: Object.keys(reasons.licences),
    reasons,
  }
}

const NOTHING: FormerGrants = {
  groups: [],
  cloudGroups: [],
  licences: [],
  reasons: { groups: {}, cloudGroups: {}, licences: {} },
}

type GivenReasons = { readonly [K in Kind]: Reasons }

const cloudAndLicences = (given: readonly GivenReasons[], present: RoleGrants) => ({
  cloudGroups: gone('cloudGroups', given, present),
  licences: gone('licences', given, present),
})

/** Directories ignore letter case in names. */
const keyOf = (name: string): string => name.normalize('NFC').toLowerCase()

/** Entries that were given and are not any more, with the reason why they were. */
const gone = (kind: Kind, given: readonly GivenReasons[], present: RoleGrants): Reasons => {
  const seen = new Set(present[kind].map(keyOf))
  const reasons: { [entry: string]: string } = Object.create(null)
  for (const [entry, why] of given.flatMap((each) => Object.entries(each[kind]))) {
    if (seen.has(keyOf(entry))) continue
    seen.add(keyOf(entry))
    reasons[entry] = why === 'everyone' ? 'was for everyone' : `was ${why}`
  }
  return reasons
}

/** What the roles would give that the person could have and does not: each alone, for two of them may not go together. */
const unlistedRoles = (house: House, person: Person): readonly GivenReasons[] => {
  if (!person.roles) return []
  const own = new Set(person.roles.map(keyOf))
  const others = (house.roleNames?.() ?? []).filter((role) => !own.has(keyOf(role)))
  return others.flatMap((role) => {
    const granted = house.grants({ ...person, roles: [role] })
    return granted.ok ? [ofRole(granted.value.reasons, `from role ${role}`)] : []
  })
}

const ofRole = (reasons: GivenReasons, why: string): GivenReasons => {
  const only = (kind: Kind): Reasons =>
    Object.fromEntries(Object.entries(reasons[kind]).filter((one) => one[1] === why))
  return { groups: only('groups'), cloudGroups: only('cloudGroups'), licences: only('licences') }
}

const filledPerson = (house: House, person: Person, carried: Carried): Person => {
  const silent = Object.entries(carried).filter(([field]) => !person[field as Field])
  return { ...person, ...knownFields(house, person, Object.fromEntries(silent)) }
}

/** Those of the fields whose values `roles.yaml` knows. */
const knownFields = (house: House, person: Person, fields: Carried): Carried =>
  Object.fromEntries(Object.entries(fields).filter(([field, value]) => house.grants({ ...person, [field]: value }).ok))

/** What the account says of the person, by the fields of a person. */
export const carriedFields = ({ entry, user }: Account): Carried =>
  Object.fromEntries(
    CARRIED.flatMap(([field, attribute, property]) => {
      const value = entry ? attribute && firstValue(entry, attribute) : property && user && propertyAt(user, property)
      return typeof value === 'string' && value !== '' ? [[field, value] as const] : []
    }),
  )

const propertyAt = ({ properties }: EntraUser, path: string): unknown => {
  const [name = '', part] = path.split('.')
  const value = properties[name]
  return part === undefined ? value : (value as JsonObject | null | undefined)?.[part]
}
