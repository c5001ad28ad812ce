import { z } from 'zod'
import { isForbiddenKey } from '../../files/plain-rules.ts'
import { personFields } from '../person-schema.ts'
import { checkedText } from '../text-rules.ts'
import { whyNoPattern } from './date-pattern.ts'
import { pointerParts } from './json-pointer.ts'

const LONGEST = 1024
const MOST_ROWS_ABOVE = 1000
const MOST_DIGITS = 16

const text = z.string().min(1).max(LONGEST)

const pointer = checkedText((given) =>
  pointerParts(given) === undefined
    ? { what: 'it is no JSON pointer', hint: 'Write the keys from the top, each behind a slash: /Report/Entries' }
    : undefined,
)

const pattern = checkedText((given) => {
  const what = whyNoPattern(given)
  return what === undefined ? undefined : { what, hint: "Write for example dd.MM.yyyy, M/d/yy or yyyy-MM-dd'T'HH:mm." }
})

const language = checkedText((given) => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(given).length > 0 ? undefined : unknownLanguage
  } catch {
    return unknownLanguage
  }
})
const unknownLanguage = { what: 'it is no language that is known here', hint: 'Write for example en, de or pt-BR.' }

const rule = z.union([
  text,
  z.strictObject({
    from: text.describe('Column, JSON pointer, or an expression over row'),
    date: z
      .union([pattern, z.array(pattern).min(1)])
      .optional()
      .describe('Unicode pattern of dates, dd.MM.yyyy'),
    language: language.optional().describe('Language of the names of months'),
    map: z.record(z.string(), z.string()).optional().describe('What values of the feed mean'),
    others: z.enum(['refuse', 'keep', 'empty']).optional().describe('What happens to values that map does not have'),
    digits: z.number().int().min(1).max(MOST_DIGITS).optional().describe('Length to which zeros are added in front'),
    split: z.string().min(1).max(1).optional().describe('What separates the items of a list'),
  }),
])

const delimiter = checkedText((given) =>
  [...given].length === 1 && !/["\r\n\p{L}\p{N}]/u.test(given)
    ? undefined
    : { what: 'it is no delimiter', hint: 'Write one character: ",", ";", "|" or "\\t".' },
)

const column = z.string().min(1).max(LONGEST)

const extraKey = checkedText((given) =>
  isForbiddenKey(given) ? { what: 'it cannot be a key', hint: 'Use another name.' } : undefined,
)

const person = z.strictObject({
  ...Object.fromEntries(personFields.filter((field) => field !== 'extra').map((field) => [field, rule.optional()])),
  extra: z.record(extraKey, rule).optional(),
})

/** feed.yaml as it is written, CONTRACT §8. */
export const feedSettingsSchema = z.strictObject({
  format: z.enum(['csv', 'json', 'yaml', 'xlsx', 'scim']).optional(),
  encoding: text.optional(),
  delimiter: delimiter.optional(),
  sheet: z.union([text, z.number().int().min(1)]).optional(),
  records: pointer.optional(),
  person: person.optional(),
  ignore: z.array(column).optional(),
  heading: z.number().int().min(1).max(MOST_ROWS_ABOVE).optional(),
  skip: z.number().int().min(0).max(MOST_ROWS_ABOVE).optional(),
  asOf: text.optional(),
  count: z.union([pointer, z.strictObject({ trailer: text, cell: z.number().int().min(1).default(2) })]).optional(),
})

export type FeedSettingsFile = z.output<typeof feedSettingsSchema>
export type RuleFile = z.output<typeof rule>
