import { z } from 'zod'
import { didYouMean } from '../../model/did-you-mean.ts'
import type { EntraProperties, EntraUser } from '../../model/entra-objects.ts'
import type { Json } from '../../model/json.ts'
import { showText } from '../../model/show-text.ts'

/**
 * Properties of a user that a playbook may write, with the greatest length of their text.
 * https://learn.microsoft.com/graph/api/resources/user
 */
export const WRITABLE: ReadonlyMap<string, number> = new Map([
  ['ageGroup', 32],
  ['businessPhones', 64],
  ['city', 128],
  ['companyName', 64],
  ['consentProvidedForMinor', 32],
  ['country', 128],
  ['department', 64],
  ['displayName', 256],
  ['employeeHireDate', 40],
  ['employeeType', 64],
  ['faxNumber', 64],
  ['givenName', 64],
  ['jobTitle', 128],
  ['mailNickname', 64],
  ['mobilePhone', 64],
  ['officeLocation', 128],
  ['otherMails', 250],
  ['postalCode', 40],
  ['preferredLanguage', 16],
  ['state', 128],
  ['streetAddress', 1024],
  ['surname', 64],
  ['usageLocation', 2],
])

/** Properties that hold a list, with the most values that Graph takes. */
const LISTS: ReadonlyMap<string, number> = new Map([
  ['businessPhones', 1],
  ['otherMails', 250],
])
/** Properties that Graph does not let anybody empty. */
const NEVER_EMPTY = new Set(['displayName', 'mailNickname', 'usageLocation'])
const HIRE_DATE = 'employeeHireDate'

const name = z.string().superRefine((property, check) => {
  if (WRITABLE.has(property)) return
  const known = [...WRITABLE.keys()]
  const meant = didYouMean(property, known)
  const params = { hint: meant ? `Did you mean "${meant}"?` : `Those are: ${known.join(', ')}.` }
  const message = `"${showText(property)}" is no property of a user that a playbook may write`
  check.addIssue({ code: 'custom', message, params })
})

/** Properties beside the writable ones that hold one value and are read with every user. */
const READ = new Set([
  'accountEnabled',
  'employeeId',
  'mail',
  'onPremisesImmutableId',
  'onPremisesSamAccountName',
  'onPremisesSyncEnabled',
  'userPrincipalName',
  'userType',
])

/** Whether users are read with this property, so that its one value can be compared with another. */
export const isReadableProperty = (property: string): boolean =>
  READ.has(property) || (WRITABLE.has(property) && !LISTS.has(property))

type Given = string | readonly string[] | null

const textsIn = (value: Given): readonly string[] =>
  (typeof value === 'string' ? [value] : (value ?? [])).filter((text) => text.trim() !== '')

/** Why Graph would refuse a value; null where nothing speaks against it. */
const whyNot = (property: string, value: Given): string | null => {
  const texts = textsIn(value)
  const [most, longest] = [LISTS.get(property) ?? 1, WRITABLE.get(property) ?? 0]
  if (texts.length > most)
    return `${property} holds at most ${most} ${most === 1 ? 'value' : 'values'}, this has ${texts.length}`
  const tooLong = texts.find(({ length }) => length > longest)
  if (tooLong !== undefined) return `${property} holds at most ${longest} characters, this has ${tooLong.length}`
  if (property === HIRE_DATE && texts.some((text) => Number.isNaN(Date.parse(text))))
    return `${property} is a date, such as 2026-12-01`
  return null
}

/** Properties of a playbook: a text, a list of texts, or nothing (null or an empty text), which clears the property. */
export const propertiesInput = z
  .record(name, z.union([z.string(), z.array(z.string()), z.null()]))
  .superRefine((properties, check) => {
    for (const [property, value] of Object.entries(properties)) {
      const message = whyNot(property, value)
      if (message !== null) check.addIssue({ code: 'custom', path: [property], message })
    }
  })
  .describe(
    'Properties of the user by their Graph name (jobTitle, officeLocation). An empty value clears the property; displayName, mailNickname and usageLocation cannot be empty and stay as they are.',
  )

export type PropertiesInput = z.output<typeof propertiesInput>

/** Values as Graph takes them, texts to the letter: an unset text is null, an unset list is empty, a single text for a list is a list of one. */
export const wantedProperties = (input: PropertiesInput): EntraProperties => {
  const values = Object.entries(input).map(
    ([property, value]) => [property, valueFor(property, textsIn(value))] as const,
  )
  return Object.fromEntries(values.filter(([property, value]) => value !== null || !NEVER_EMPTY.has(property)))
}

const valueFor = (property: string, texts: readonly string[]): Json => {
  if (LISTS.has(property)) return texts
  const [text] = texts
  if (text === undefined) return null
  if (property === HIRE_DATE) return graphTime(text)
  return property === 'usageLocation' ? text.toUpperCase() : text
}

/** The spelling of a moment that Graph answers: UTC, without a fraction of zero. A day is the midnight it begins with. */
const graphTime = (text: string): string => new Date(text).toISOString().replace('.000Z', 'Z')

/** What differs between a user and the properties it shall have, and how many hold already. */
export const propertyDelta = (
  user: EntraUser,
  wanted: EntraProperties,
): {
  readonly changes: { readonly [property: string]: { readonly before: Json; readonly after: Json } }
  readonly holds: number
} => {
  const changes: { [property: string]: { before: Json; after: Json } } = {}
  for (const [property, after] of Object.entries(wanted)) {
    const found = property === 'displayName' ? user.displayName : user.properties[property]
    const before = Array.isArray(after) ? sortedTexts(found ?? []) : (found ?? null)
    if (!same(property, before, after)) changes[property] = { before, after }
  }
  return { changes, holds: Object.keys(wanted).length - Object.keys(changes).length }
}

const sortedTexts = (list: Json): Json => (Array.isArray(list) ? [...list].sort() : list)

const same = (property: string, left: Json, right: Json): boolean => {
  if (Array.isArray(right)) return JSON.stringify(left) === JSON.stringify(sortedTexts(right))
  if (property === HIRE_DATE && typeof left === 'string' && typeof right === 'string')
    return Date.parse(left) === Date.parse(right)
  return left === right
}
