import { z } from 'zod'
import type { Json } from '../model/json.ts'
import { dateText } from './date-text.ts'
import { employeeId, whyNoEmployeeId } from './employee-id.ts'
import { countryText, languageText, timeZoneText } from './locale-text.ts'
import { mailText, whyNoAddress } from './mail-text.ts'
import { checkedText, freeText, nameText } from './text-rules.ts'

const manager = checkedText((text) => (text.includes('@') ? whyNoAddress(text) : whyNoEmployeeId(text)))

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([freeText(1024), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
)

const MOST_ROLES = 100

/**
 * A person as files give it, CONTRACT §3. Lengths are those of Active Directory's schema
 * (https://learn.microsoft.com/windows/win32/adschema/attributes-all), where Entra allows as much or more.
 */
export const personSchema = z.strictObject({
  employeeId: employeeId.describe('The key that ties a person to accounts; text, so that leading zeros count'),
  givenName: nameText(64).optional().describe('First name; people with one name have only one of the two'),
  surname: nameText(64).optional().describe('Family name'),
  preferredName: nameText(64).optional().describe('What the person is called instead of the given name'),
  displayName: nameText(256).optional().describe('Full name as it is to be shown, where naming.yaml does not fit'),
  latinGivenName: nameText(64).optional().describe('Given name as the person writes it in Latin letters'),
  latinSurname: nameText(64).optional().describe('Family name as the person writes it in Latin letters'),
  title: freeText(128).optional().describe('Job title'),
  department: freeText(64).optional().describe('Department, as roles.yaml names it'),
  company: freeText(64).optional().describe('Company'),
  office: freeText(128).optional().describe('Office or building'),
  division: freeText(256).optional().describe('Division'),
  costCenter: freeText(64).optional().describe('Cost centre; text'),
  employeeType: freeText(256).optional().describe('Such as employee or contractor'),
  manager: manager.optional().describe('employeeId or UPN of the manager'),
  country: countryText.optional().describe('Country of work, ISO 3166 alpha-2'),
  usageLocation: countryText
    .optional()
    .describe('Country for licences, ISO 3166 alpha-2; where absent, country counts'),
  language: languageText.optional().describe('BCP 47 tag, such as de-DE'),
  phone: freeText(64).optional().describe('Telephone at work; text'),
  mobile: freeText(64).optional().describe('Mobile telephone; text'),
  personalEmail: mailText
    .optional()
    .describe('Private mail address, for what has to reach the person before the first day'),
  startDate: dateText.optional().describe('First day, 2026-12-01, or a moment with offset'),
  lastDay: dateText.optional().describe('Last day, 2026-12-31, or a moment with offset'),
  timeZone: timeZoneText.optional().describe('IANA name, such as Europe/Warsaw'),
  roles: z.array(freeText(64)).max(MOST_ROLES).optional().describe('Roles of roles.yaml'),
  ticket: freeText(128).optional().describe('Number of the request'),
  extra: z.record(z.string(), json).optional().describe('Anything else, for own playbooks'),
})

/** Every field of a person. */
export const personFields: readonly string[] = Object.keys(personSchema.shape)
