import { z } from 'zod'
import { checkShape } from '../files/check-shape.ts'
import type { YamlSource } from '../files/yaml-source.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { type Checked, Fault } from '../model/fault.ts'
import {
  emptyInput,
  type InputDeclarations,
  type InputType,
  type InputValue,
  type InputValues,
} from '../model/playbook-input.ts'
import { dateText } from './date-text.ts'
import { splitList } from './split-list.ts'
import { freeText } from './text-rules.ts'

const LONGEST = 1024
const MOST = 1000

const truth: { readonly [text: string]: boolean } = { true: true, yes: true, false: false, no: false }

/** True and false as files have them, and as a CSV cell or a command line does, where everything is text. */
const boolText = z.string().transform((text, context) => {
  const value = truth[text.toLowerCase()]
  if (value !== undefined) return value
  context.addIssue({
    code: 'custom',
    message: `"${text}" is neither true nor false`,
    params: { hint: 'Write true or false.' },
  })
  return z.NEVER
})

/** Nothing is turned into text by itself: an unquoted 007 would have lost its zeros. */
const schemas: { readonly [type in InputType]: z.ZodType<InputValue> } = {
  string: freeText(LONGEST),
  date: dateText,
  bool: z.union([z.boolean(), boolText]),
  list: z.union([z.array(freeText(LONGEST)).max(MOST), z.string().transform(splitList)]),
}

/** What a person's `extra` gives of the inputs that a playbook declares, each of its type. All findings are answered together. */
export const playbookInputs = (source: YamlSource, declared: InputDeclarations): Checked<InputValues> => {
  const extra = extraOf(source.value)
  const faults: Fault[] = []
  const values: { [name: string]: InputValue } = {}
  for (const [name, { type, optional, preset, about }] of Object.entries(declared)) {
    if (isAbsent(extra[name])) {
      if (!optional) faults.push(missing(name, { type, about }, Object.keys(extra), source))
      values[name] = preset ?? emptyInput(type)
      continue
    }
    const checked = checkShape(schemas[type], source, { at: ['extra', name] })
    if (checked.ok) values[name] = checked.value
    else faults.push(...checked.faults)
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: values }
}

const extraOf = (person: unknown): { readonly [key: string]: unknown } => {
  const extra = (person as { readonly extra?: unknown } | null)?.extra
  return typeof extra === 'object' && extra !== null && !Array.isArray(extra)
    ? (extra as { [key: string]: unknown })
    : {}
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ''

const EXAMPLES: { readonly [type in InputType]: string } = {
  string: 'TEXT',
  date: '2026-12-31',
  bool: 'true',
  list: 'A|B',
}

const missing = (
  name: string,
  { type, about }: { readonly type: InputType; readonly about: string | null },
  given: readonly string[],
  source: YamlSource,
): Fault =>
  new Fault(
    'feed/missing-input',
    { name, type, about: about ?? undefined, meant: didYouMean(name, given), example: EXAMPLES[type] },
    { where: source.at(['extra']) },
  )
