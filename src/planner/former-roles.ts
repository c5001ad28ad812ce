import { type AdEntry, firstValue } from '../model/ad-entry.ts'
import type { EntraUser } from '../model/entra-objects.ts'
import type { Person } from '../model/person.ts'
import type { FormerGrants, House, RoleGrants } from '../playbook/playbook.ts'

/** Fields of a person that decide about roles and that an account carries, by their names in AD and in Entra. */
const CARRIED = [
  ['title', 'title', 'jobTitle'],
  ['department', 'department', 'department'],
  ['company', 'company', 'companyName'],
  ['office', 'physicalDeliveryOfficeName', 'officeLocation'],
  ['division', 'division', null],
  ['country', 'c', 'country'],
  ['employeeType', 'employeeType', 'employeeType'],
] as const satisfies readonly (readonly [keyof Person, string, string | null])[]

const NOTHING: FormerGrants = { groups: [], cloudGroups: [], licences: [] }

/**
 * What the roles gave the person by the data that the account carries so far, and do not give by the data of the input: that which goes when
 * somebody changes departments. Whatever was given by hand is not in it. An account whose department is in no role has nothing to lose.
 */
export const formerRoles = (
  house: House,
  person: Person,
  account: { readonly entry: AdEntry | null; readonly user: EntraUser | null },
  present: RoleGrants,
): FormerGrants => {
  const carried = carriedFields(account)
  if (!carried) return NOTHING
  const before = house.grants({ ...person, ...carried })
  if (!before.ok) return NOTHING
  const gone = (kind: keyof FormerGrants): readonly string[] =>
    before.value[kind].filter((name) => !present[kind].includes(name))
  return { groups: gone('groups'), cloudGroups: gone('cloudGroups'), licences: gone('licences') }
}

const carriedFields = ({
  entry,
  user,
}: {
  readonly entry: AdEntry | null
  readonly user: EntraUser | null
}): Partial<Person> | null => {
  if (!entry && !user) return null
  const values = CARRIED.flatMap(([field, attribute, property]) => {
    const value = entry ? firstValue(entry, attribute) : property && user?.properties[property]
    return typeof value === 'string' ? [[field, value] as const] : []
  })
  return Object.fromEntries(values)
}
