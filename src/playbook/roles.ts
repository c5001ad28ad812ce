import { z } from 'zod'
import { readYaml } from '../files/read-yaml.ts'
import type { YamlSource } from '../files/yaml-source.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { type Checked, Fault } from '../model/fault.ts'
import { type Person, personName } from '../model/person.ts'
import type { SourcePosition } from '../model/source-position.ts'
import { checkInput, unknownKey } from './check-input.ts'
import { privilegedNames } from './check-privileged.ts'
import { hasExpression } from './expressions/template.ts'
import { inFileOrder } from './in-file-order.ts'
import type { RoleGrants } from './playbook.ts'
import { type AppliedRule, combineRules, EVERYONE, type RoleRule } from './role-grants.ts'
import { personTexts } from './scope.ts'

/** What `roles.yaml` gives, once it is checked. */
export interface Roles {
  /** What a person gets. An unknown department or role is a fault at `where`, the place of the person's fields in the input. */
  grants(person: Person, where?: { readonly [field: string]: SourcePosition }): Checked<RoleGrants>
  /** What stands under the heading `role`, as the file spells it. */
  roleNames(): readonly string[]
}

const literal = z
  .string()
  .min(1)
  .refine((text) => !hasExpression(text), { message: 'roles are plain values; expressions are not evaluated here' })
const names = z.array(literal)
const kinds = {
  groups: names.optional().describe('AD groups, by sAMAccountName, cn, DN or objectGUID.'),
  cloudGroups: names.optional().describe('Entra groups, by display name or id.'),
  licences: names.optional().describe('Licences, by SKU name, such as SPE_E3.'),
}

/** One rule: what everyone, a department or a role gets. */
const roleRule = z.strictObject({
  ...kinds,
  ou: literal.optional().describe('The OU of the account: a DN, or relative to the domain.'),
  expires: z.literal('lastDay').optional().describe('The account expires after this day of the person.'),
  approval: z.boolean().optional().describe('Somebody has to approve it before it is given.'),
  without: z
    .strictObject({ ...kinds, ou: z.literal(true).optional().describe('The OU of this rule counts, and no other.') })
    .optional()
    .describe('What other rules give and this one takes out.'),
})

/** Person fields that may be a heading; `role` stands for each of the person's roles. */
const roleHeadings: readonly string[] = [...personTexts, 'role']
/** Stands under a heading for every value that is not listed. */
const ANY_OTHER = '*'
const keyOf = (value: string): string => value.normalize('NFC').trim().toLowerCase()
const file = z.record(z.string(), z.record(z.string(), z.unknown()))

/** A value under a heading as `roles.yaml` spells it, and its rule. */
interface ValueRule {
  readonly value: string
  readonly rule: RoleRule
}
/** By heading, then by value; letter case of values does not count. */
type Headings = ReadonlyMap<string, ReadonlyMap<string, ValueRule>>
interface RoleFile {
  readonly file: string
  readonly everyone: RoleRule
  readonly headings: Headings
}

/** Roles where no file says anything: nobody gets anything. */
export const noRoles: Roles = {
  grants: (person) => ({ ok: true, value: combineRules([], person, '').grants }),
  roleNames: () => [],
}

/** Reads the roles. All findings are answered together, each with its place. */
export const loadRoles = (text: string, fileName: string, privilege: readonly string[] = []): Checked<Roles> => {
  const read = readYaml(text, fileName)
  if (!read.ok) return read
  const source = read.value
  const faults: Fault[] = [...checkConstant(source, [], file)]
  const top = file.safeParse(source.value)
  if (!top.success) return { ok: false, faults }
  const roles: RoleFile = {
    file: fileName,
    everyone: readRule(source, [EVERYONE], faults),
    headings: readHeadings(top.data, source, faults),
  }
  faults.push(...privilegedNames(source.value, [], source, privilege))
  if (faults.length > 0) return { ok: false, faults: inFileOrder(faults) }
  const roleNames = [...(roles.headings.get('role')?.values() ?? [])].map(({ value }) => value)
  return {
    ok: true,
    value: {
      grants: (person, where = {}) => grantsOf(person, where, roles),
      roleNames: () => roleNames.filter((name) => name !== ANY_OTHER),
    },
  }
}

const checkConstant = (source: YamlSource, at: readonly string[], schema: z.ZodType): readonly Fault[] =>
  checkInput({
    source,
    at,
    schema,
    value: { shape: 'dyn', sample: valueAt(source.value, at), holes: [], run: () => null },
  })

const valueAt = (value: unknown, path: readonly string[]): unknown => {
  let here: unknown = value
  for (const key of path) here = (here as { readonly [key: string]: unknown } | undefined)?.[key]
  return here
}

const readRule = (source: YamlSource, at: readonly string[], faults: Fault[]): RoleRule => {
  const value = valueAt(source.value, at)
  if (value === undefined) return {}
  faults.push(...checkConstant(source, at, roleRule))
  const rule = roleRule.safeParse(value)
  return rule.success ? rule.data : {}
}

const readHeadings = (top: z.output<typeof file>, source: YamlSource, faults: Fault[]): Headings => {
  const headings = new Map<string, ReadonlyMap<string, ValueRule>>()
  for (const [heading, values] of Object.entries(top)) {
    if (heading === EVERYONE) continue
    if (!roleHeadings.includes(heading)) faults.push(unknownKey(heading, [EVERYONE, ...roleHeadings], [], source))
    else
      headings.set(
        heading,
        new Map(
          Object.keys(values).map((value) => [
            keyOf(value),
            { value, rule: readRule(source, [heading, value], faults) },
          ]),
        ),
      )
  }
  return headings
}

const grantsOf = (
  person: Person,
  where: { readonly [field: string]: SourcePosition },
  roles: RoleFile,
): Checked<RoleGrants> => {
  const faults: Fault[] = []
  const applied: AppliedRule[] = [{ rule: roles.everyone, why: EVERYONE, name: EVERYONE }]
  for (const [heading, rules] of roles.headings) {
    for (const value of valuesOf(person, heading)) {
      const found = rules.get(keyOf(value)) ?? rules.get(ANY_OTHER)
      const name = `${words(heading)} ${found && found.value !== ANY_OTHER ? found.value : value}`
      if (found) applied.push({ rule: found.rule, why: `from ${name}`, name })
      else
        faults.push(
          unknownValue(
            person,
            heading,
            value,
            [...rules.values()].map((known) => known.value),
            roles.file,
            where[heading === 'role' ? 'roles' : heading],
          ),
        )
    }
  }
  const { grants, faults: conflicts } = combineRules(applied, person, roles.file)
  faults.push(...conflicts)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: grants }
}

/** The person's values for a heading. An empty one is nothing: somebody without a department gets what everyone gets. */
const valuesOf = (person: Person, heading: string): readonly string[] => {
  if (heading === 'role') return [...new Set(person.roles ?? [])]
  const value = person[heading as (typeof personTexts)[number]]
  return value ? [value] : []
}

/** `employeeType` as it reads in a sentence. */
const words = (heading: string): string => heading.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const unknownValue = (
  person: Person,
  heading: string,
  value: string,
  known: readonly string[],
  fileName: string,
  where: SourcePosition | undefined,
): Fault =>
  new Fault(
    'roles/unknown-value',
    {
      person: personName(person),
      field: words(heading),
      value,
      file: fileName,
      meant: didYouMean(value, known),
      known: known.join(', '),
    },
    { where },
  )
