import { z } from 'zod'
import type { YamlSource } from '../files/yaml-source.ts'
import { Fault } from '../model/fault.ts'
import type { PeopleRule } from '../model/people-rule.ts'
import { type InputDeclaration, type InputDeclarations, type InputType, inputTypes } from '../model/playbook-input.ts'
import { personTexts } from './scope.ts'

const days = z.int().min(1).max(3650)

const findRule = z
  .strictObject({
    inactiveDays: days.optional().describe('Accounts that may sign in and have not done so for so many days.'),
    leftDays: days.optional().describe('Disabled accounts with the stamp "Left on …", so many days ago or more.'),
    ou: z.string().min(1).optional().describe('Only below this OU: a DN, or relative to the domain.'),
    exceptGroups: z.array(z.string().min(1)).default([]).describe('Members of these groups are left alone.'),
  })
  .refine(({ inactiveDays, leftDays }) => (inactiveDays === undefined) !== (leftDays === undefined), {
    message: 'says not whom to find: give inactiveDays or leftDays, and one of the two',
  })

/** `people:` of a playbook. */
export const peopleFrame = z
  .union([z.enum(['any', 'existing']), z.strictObject({ find: findRule })])
  .optional()
  .describe(
    'Whom it works on. any (default): whoever the input describes. existing: people with an account; what the input leaves out is read from the directory, and they may be named by employeeId, UPN or mail on the command line. find: people whom a search finds.',
  )

const inputFrame = z.strictObject({
  type: z.enum(inputTypes).describe('string, date (2026-12-01, or RFC 3339), bool, or list (of texts).'),
  about: z.string().min(1).max(200).optional().describe('What it is for; shown where it is missing.'),
  optional: z.boolean().optional().describe('Whether it may be left out; then it is empty, or false.'),
  default: z
    .union([z.string(), z.boolean(), z.array(z.string())])
    .optional()
    .describe('Its value where it is left out.'),
})

/** `inputs:` of a playbook. */
export const inputsFrame = z
  .record(z.string(), inputFrame)
  .optional()
  .describe(
    'Parameters beyond the person, by name: inputs.<name> in expressions, extra.<name> in a file, --set <name>=VALUE on the command line.',
  )

/** Whom a playbook works on; anybody where `people:` is not well-formed, which has been told by then. */
export const peopleOf = (value: unknown): PeopleRule => {
  const parsed = peopleFrame.safeParse(value)
  if (!parsed.success || parsed.data === undefined) return 'any'
  if (typeof parsed.data === 'string') return parsed.data
  const { inactiveDays, leftDays, ou, exceptGroups } = parsed.data.find
  return {
    find: {
      ...(inactiveDays === undefined ? {} : { inactiveDays }),
      ...(leftDays === undefined ? {} : { leftDays }),
      ...(ou === undefined ? {} : { ou }),
      exceptGroups,
    },
  }
}

const TAKEN: ReadonlySet<string> = new Set([...personTexts, 'roles', 'extra'])

/** The declarations that are right; what is wrong with names and presets goes to `faults`. The rest has been told by the frame. */
export const inputsOf = (value: unknown, source: YamlSource, faults: Fault[]): InputDeclarations => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  const declared: { [name: string]: InputDeclaration } = {}
  for (const [name, given] of Object.entries(value)) {
    const problem = nameProblem(name)
    if (problem) faults.push(wrong(source, [name], 'key', { name: `inputs.${name}`, ...problem }))
    const parsed = inputFrame.safeParse(given)
    if (!parsed.success) continue
    const { type, about, optional, default: preset } = parsed.data
    if (preset !== undefined && !fits(preset, type)) {
      const words = {
        name: `inputs.${name}.default`,
        what: `it is no ${type}`,
        hint: `Write a value of the type ${type}.`,
      }
      faults.push(wrong(source, [name, 'default'], 'value', words))
    }
    declared[name] = {
      type,
      about: about ?? null,
      optional: (optional ?? false) || preset !== undefined,
      preset: preset ?? null,
    }
  }
  return declared
}

const nameProblem = (name: string): { readonly what: string; readonly hint: string } | null => {
  if (!/^[A-Za-z_]\w*$/.test(name))
    return { what: 'a name is made of letters, digits and _', hint: `Write ${name.replace(/\W+/g, '_')}.` }
  if (TAKEN.has(name))
    return { what: 'every person has a field of this name', hint: `Use person.${name}, or take another name.` }
  return null
}

const fits = (preset: unknown, type: InputType): boolean => {
  if (type === 'bool') return typeof preset === 'boolean'
  if (type === 'list') return Array.isArray(preset)
  return typeof preset === 'string' && (type === 'string' || /^\d{4}-\d{2}-\d{2}/.test(preset))
}

const wrong = (
  source: YamlSource,
  path: readonly string[],
  part: 'key' | 'value',
  params: { readonly name: string; readonly what: string; readonly hint: string },
): Fault => new Fault('playbook/wrong-value', params, { where: source.at(['inputs', ...path], part) })
