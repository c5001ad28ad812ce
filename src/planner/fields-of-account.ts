import { type AdEntry, firstValue } from '../model/ad-entry.ts'
import type { EntraUser } from '../model/entra-objects.ts'
import type { Person } from '../model/person.ts'

/** Fields of a person that an account carries as they are, by their names in AD and in Entra. */
const CARRIED = [
  ['title', 'title', 'jobTitle'],
  ['department', 'department', 'department'],
  ['company', 'company', 'companyName'],
  ['office', 'physicalDeliveryOfficeName', 'officeLocation'],
  ['division', 'division', null],
  ['employeeType', 'employeeType', 'employeeType'],
  ['phone', 'telephoneNumber', 'businessPhones'],
  ['mobile', 'mobile', 'mobilePhone'],
  ['language', 'preferredLanguage', 'preferredLanguage'],
] as const satisfies readonly (readonly [keyof Person, string, string | null])[]

const NAMES = [
  ['givenName', 'givenName', 'givenName'],
  ['surname', 'sn', 'surname'],
] as const satisfies readonly (readonly [keyof Person, string, string])[]

/** The account that a person has: in Active Directory where there is one, else in Entra. */
export interface Account {
  readonly entry: AdEntry | null
  readonly user: EntraUser | null
}

const valueIn = ({ entry, user }: Account, attribute: string, property: string | null): string | undefined => {
  if (entry) return firstValue(entry, attribute)
  const value = property === null ? undefined : user?.properties[property]
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' && first !== '' ? first : undefined
}

const picked = (account: Account, fields: readonly (readonly [string, string, string | null])[]): Partial<Person> =>
  Object.fromEntries(
    fields.flatMap(([field, attribute, property]) => {
      const value = valueIn(account, attribute, property)
      return value === undefined ? [] : [[field, value] as const]
    }),
  )

/** Entra's country often holds a name, and only a code says what is meant. AD's `c` is a code or a mistake, which is kept as it is. */
const codeOf = (text: unknown): string | undefined =>
  typeof text === 'string' && /^[A-Z]{2}$/.test(text) ? text : undefined

const placesOf = (account: Account): Partial<Person> => {
  const carried = valueIn(account, 'c', 'country')
  const country = account.entry ? carried : codeOf(carried)
  const usageLocation = codeOf(account.user?.properties['usageLocation'])
  return { ...(country ? { country } : {}), ...(usageLocation ? { usageLocation } : {}) }
}

/**
 * Names as the account has them, where the input gives none at all: beside a new surname, the full name of before would stand in the way of the
 * new one.
 */
const namesOf = (account: Account, given: Person): Partial<Person> => {
  const parts = picked(account, NAMES)
  const named = given.givenName ?? given.surname ?? given.preferredName ?? given.displayName
  if (named !== undefined) return parts
  const { entry, user } = account
  const displayName = entry ? firstValue(entry, 'displayName') : user?.displayName
  return displayName ? { ...parts, displayName } : parts
}

/** What the account says of a person, who may be given in part. */
export const fieldsOfAccount = (account: Account, given: Person): Partial<Person> => ({
  ...namesOf(account, given),
  ...picked(account, CARRIED),
  ...placesOf(account),
})
