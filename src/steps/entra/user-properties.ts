import { z } from 'zod'
import type { EntraProperties, EntraUser } from '../../model/entra-objects.ts'
import type { Json } from '../../model/json.ts'

/**
 * Properties of a user that a playbook may write, with the greatest length of their text; 0 stands for a list of texts.
 * https://learn.microsoft.com/graph/api/resources/user
 */
export const WRITABLE: { readonly [property: string]: number } = {
  ageGroup: 32,
  businessPhones: 0,
  city: 128,
  companyName: 64,
  consentProvidedForMinor: 32,
  country: 128,
  department: 64,
  displayName: 256,
  employeeHireDate: 40,
  employeeType: 64,
  faxNumber: 64,
  givenName: 64,
  jobTitle: 128,
  mailNickname: 64,
  mobilePhone: 64,
  officeLocation: 128,
  otherMails: 0,
  postalCode: 40,
  preferredLanguage: 16,
  state: 128,
  streetAddress: 1024,
  surname: 64,
  usageLocation: 2,
}

/** Properties that Entra lets an application write although the account comes from Active Directory. */
export const CLOUD_MASTERED: ReadonlySet<string> = new Set(['usageLocation', 'ageGroup', 'consentProvidedForMinor'])

const name = z.string().refine((property) => Object.hasOwn(WRITABLE, property), {
  error: (issue) =>
    `"${String(issue.input)}" is no property of a user that a playbook may write. Those are: ${Object.keys(WRITABLE).join(', ')}`,
})

/** Properties of a playbook: a text, a list of texts, or nothing (null or an empty text), which clears the property. */
export const propertiesInput = z
  .record(name, z.union([z.string(), z.array(z.string()), z.null()]))
  .superRefine((properties, check) => {
    for (const [property, value] of Object.entries(properties)) {
      const longest = WRITABLE[property]
      if (typeof value === 'string' && longest && value.length > longest) {
        check.addIssue({
          code: 'custom',
          path: [property],
          message: `${property} holds at most ${longest} characters, this has ${value.length}`,
        })
      }
    }
  })
  .describe(
    'Properties of the user by their Graph name (jobTitle, officeLocation). An empty value clears the property.',
  )

export type PropertiesInput = z.output<typeof propertiesInput>

/** Values as Graph takes them: an unset text is null, an unset list is empty, a single text for a list is a list of one. */
export const wantedProperties = (input: PropertiesInput): EntraProperties =>
  Object.fromEntries(Object.entries(input).map(([property, value]) => [property, valueFor(property, value)]))

const valueFor = (property: string, value: string | readonly string[] | null): Json => {
  if (WRITABLE[property] === 0)
    return (Array.isArray(value) ? value : [value ?? '']).map((text: string) => text.trim()).filter(Boolean)
  const text = Array.isArray(value) ? value.join(', ') : ((value as string | null) ?? '')
  return text.trim() === '' ? null : text.trim()
}

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
    const before =
      (property === 'displayName' ? user.displayName : user.properties[property]) ?? (Array.isArray(after) ? [] : null)
    if (!same(before, after)) changes[property] = { before, after }
  }
  return { changes, holds: Object.keys(wanted).length - Object.keys(changes).length }
}

const same = (left: Json, right: Json): boolean => {
  if (Array.isArray(left) && Array.isArray(right))
    return JSON.stringify([...left].sort()) === JSON.stringify([...right].sort())
  return left === right
}
