import type { z } from 'zod'
import { showText } from '../model/show-text.ts'
import { checkedText, type Refusal } from './text-rules.ts'

const LONGEST = 16

const placeholders = new Set([
  'pending',
  'n/a',
  'na',
  'n.a.',
  'tbd',
  'tba',
  'tbc',
  'null',
  'nil',
  'none',
  'undefined',
  'unknown',
  'new',
  'temp',
  'test',
  'nan',
  'x',
  'xxx',
  '-',
  '?',
])

const askHr = 'Take the employee number from the HR system.'
const asText =
  'A spreadsheet has changed it. Format the column as text, take the numbers from the HR system again and export once more.'

/** First match wins, so the telling reasons stand before the general one. */
const rules: readonly (readonly [(id: string) => boolean, (id: string) => Refusal])[] = [
  [(id) => id.trim() === '', () => ({ what: 'it is empty, and people are matched by it alone', hint: askHr })],
  [(id) => id !== id.trim(), () => ({ what: 'it has a blank at its beginning or end', hint: 'Delete the blank.' })],
  [(id) => /^#[A-Z0-9/]+[!?]?$/.test(id), (id) => ({ what: `${id} is an error of a spreadsheet`, hint: asText })],
  [
    (id) => placeholders.has(id.toLowerCase()),
    (id) => ({ what: `"${id}" is a placeholder, not an employee number`, hint: askHr }),
  ],
  [
    (id) => /^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(id),
    (id) => ({ what: `${id} is in scientific notation`, hint: asText }),
  ],
  [(id) => /^\d+[.,]0+$/.test(id), (id) => ({ what: `${id} is a decimal number`, hint: asText })],
  [(id) => /^0+$/.test(id), () => ({ what: 'it is all zeros, which stands for no number', hint: askHr })],
  [(id) => /^9{5,}$/.test(id), () => ({ what: 'it is all nines, which HR systems use for tests', hint: askHr })],
  [
    (id) => id.length > LONGEST,
    (id) => ({ what: `it has ${id.length} characters, and Active Directory keeps at most ${LONGEST}`, hint: askHr }),
  ],
  [
    (id) => !/^[A-Za-z0-9]/.test(id),
    (id) => ({
      what: `it begins with ${showText([...id][0] ?? '')}`,
      hint: 'It has to begin with a letter (A-Z) or a digit (0-9).',
    }),
  ],
  [
    (id) => !/^[A-Za-z0-9._-]*$/.test(id),
    (id) => ({ what: `it has ${strange(id)} in it`, hint: 'Letters (A-Z), digits (0-9) and . _ - are possible.' }),
  ],
  [(id) => !/\d/.test(id), () => ({ what: 'it has no digit', hint: `It needs at least one digit. ${askHr}` })],
]

const strange = (id: string): string => `"${showText(/[^A-Za-z0-9._-]/u.exec(id)?.[0] ?? '')}"`

/** Why a text is no employee number; undefined if it is one. */
export const whyNoEmployeeId = (id: string): Refusal | undefined => {
  for (const [applies, refusal] of rules) if (applies(id)) return refusal(id)
  return undefined
}

/**
 * The key of a person: 1 to 16 of letters, digits, `.`, `_` and `-`, beginning with a letter or digit, with at least one digit. 16 is AD's limit:
 * https://learn.microsoft.com/windows/win32/adschema/a-employeeid
 */
export const employeeId: z.ZodType<string, string> = checkedText(whyNoEmployeeId)
