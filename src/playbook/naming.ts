import { z } from 'zod'
import { readYaml } from '../files/read-yaml.ts'
import type { YamlSource } from '../files/yaml-source.ts'
import { type Checked, Fault } from '../model/fault.ts'
import { type Person, personName } from '../model/person.ts'
import type { NameCandidates, Names } from '../steps/name-candidates.ts'
import { checkInput } from './check-input.ts'
import { fromCel } from './expressions/cel-value.ts'
import { type ExpressionCompiler, expressionCompiler, type ScopeValues } from './expressions/compile-expression.ts'
import { type CompiledValue, compileValue } from './expressions/compile-value.ts'
import { explainRun } from './expressions/explain-error.ts'
import type { ScopeShape } from './expressions/shape.ts'
import { inFileOrder } from './in-file-order.ts'
import { foldName } from './names/fold-name.ts'
import { nameConcerns } from './names/name-concerns.ts'
import { reservedNames } from './names/reserved-names.ts'
import { commonNameFrom, displayNameFrom } from './names/shown-name.ts'
import { nameLanguage } from './names/to-ascii.ts'
import { addressFrom, fittedUsername, usernameFrom } from './names/username.ts'
import { personShape, personValues } from './scope.ts'

/** What naming rules may know of the organisation. */
export interface NamingOrganisation {
  readonly name: string
  readonly mailDomain: string
}

const rule = z.string().min(1)

/** The form of `naming.yaml`. */
const namingFrame = z.strictObject({
  username: z.array(rule).min(1).describe('Candidates for the user name, best first.'),
  upn: rule,
  mail: rule,
  cn: rule,
  displayName: rule,
  reserved: z
    .array(z.string())
    .optional()
    .describe('User names that nobody gets, beside those that are reserved everywhere.'),
})

const personPart: ScopeShape = { person: personShape, organisation: { name: 'string', mailDomain: 'string' } }
const folded: ScopeShape = {
  ...personPart,
  given: 'string',
  surname: 'string',
  initials: 'string',
  displayName: 'string',
}

/** The rules of one `naming.yaml`, compiled. */
interface Rules {
  readonly username: readonly CompiledValue[]
  readonly upn: CompiledValue
  readonly mail: CompiledValue
  readonly cn: CompiledValue
  readonly displayName: CompiledValue
  readonly reserved: ReadonlySet<string>
  /** Addresses whose rule does not use the user name get the number themselves, for else all candidates would have one address. */
  readonly numbered: { readonly upn: boolean; readonly mail: boolean }
}

/** Reads the naming rules. All findings are answered together, each with its place. */
export const loadNaming = (text: string, file: string, organisation: NamingOrganisation): Checked<NameCandidates> => {
  const read = readYaml(text, file)
  if (!read.ok) return read
  const source = read.value
  const faults: Fault[] = [
    ...checkInput({
      source,
      at: [],
      schema: namingFrame,
      value: { shape: 'dyn', sample: source.value, holes: [], run: () => null },
    }),
  ]
  // An unknown key is a finding already and keeps nothing else from being looked at.
  const frame = z.object(namingFrame.shape).safeParse(source.value)
  if (!frame.success) return { ok: false, faults }
  const rules = compileRules(frame.data, source, faults)
  if (faults.length > 0) return { ok: false, faults: inFileOrder(faults) }
  return {
    ok: true,
    value: { candidates: (person) => candidatesOf(person, rules, organisation), concerns: nameConcerns },
  }
}

const compileRules = (frame: z.output<typeof namingFrame>, source: YamlSource, faults: Fault[]): Rules => {
  const withUsername: ScopeShape = { ...folded, username: 'string' }
  const compile = (value: unknown, path: readonly (string | number)[], shape: ScopeShape): CompiledValue =>
    compileText(value, path, { source, compiler: expressionCompiler(shape), faults })
  return {
    displayName: compile(frame.displayName, ['displayName'], { ...personPart }),
    username: frame.username.map((candidate, index) => compile(candidate, ['username', index], folded)),
    upn: compile(frame.upn, ['upn'], withUsername),
    mail: compile(frame.mail, ['mail'], withUsername),
    cn: compile(frame.cn, ['cn'], withUsername),
    reserved: reservedNames(frame.reserved ?? []),
    numbered: { upn: !/\busername\b/.test(frame.upn), mail: !/\busername\b/.test(frame.mail) },
  }
}

const compileText = (
  value: unknown,
  path: readonly (string | number)[],
  context: { readonly source: YamlSource; readonly compiler: ExpressionCompiler; readonly faults: Fault[] },
): CompiledValue => {
  const compiled = compileValue(value, path, context)
  if (compiled.shape === 'string' || compiled.shape === 'dyn') return compiled
  const text = `the expression gives ${String(compiled.shape)}, and a name is text`
  context.faults.push(new Fault('playbook/type', { text }, { where: compiled.holes[0]?.where }))
  return compiled
}

/** A person's names as the rules see them. */
const valuesOf = (
  person: Person,
  rules: Rules,
  organisation: NamingOrganisation,
): ScopeValues & { readonly given: string; readonly surname: string } => {
  const language = nameLanguage(person)
  const given = foldName(person.latinGivenName ?? person.givenName ?? person.preferredName ?? '', language)
  const surname = foldName(person.latinSurname ?? person.surname ?? '', language)
  const values = {
    person: personValues(person),
    organisation: { name: organisation.name, mailDomain: organisation.mailDomain },
  }
  const displayName = person.displayName ?? textOf(rules.displayName, values, person, 'displayName')
  return {
    ...values,
    given,
    surname,
    initials: initialsOf(person, language),
    displayName: displayNameFrom(displayName) || personName(person),
  }
}

/** First letters of each word of the given name and of the surname: "am" for Ana María and nothing else. */
const initialsOf = (person: Person, language: string): string =>
  [person.latinGivenName ?? person.givenName ?? '', person.latinSurname ?? person.surname ?? '']
    .flatMap((name) => name.split(/[\s-]+/u))
    .map((word) => foldName(word, language).slice(0, 1))
    .join('')

function* candidatesOf(person: Person, rules: Rules, organisation: NamingOrganisation): Generator<Names> {
  const values = valuesOf(person, rules, organisation)
  const given = new Set<string>()
  for (const { username, number } of usernamesOf(person, rules, values)) {
    if (given.has(username)) continue
    given.add(username)
    yield namesFor(person, rules, { ...values, username }, number)
  }
}

/** Every candidate in order, then the last one with 2, 3, 4, …; reserved and empty ones are left out. Endless. */
function* usernamesOf(
  person: Person,
  { username: rules, reserved }: Rules,
  values: ScopeValues & { readonly surname: string },
): Generator<{ readonly username: string; readonly number: number | null }> {
  const language = nameLanguage(person)
  const make = (rule: CompiledValue, number: number | null): string =>
    fittedUsername(
      (letters) =>
        usernameFrom(
          textOf(rule, { ...values, surname: values.surname.slice(0, letters) }, person, 'username'),
          language,
        ),
      values.surname.length,
      number,
    )
  const usable = rules.filter((rule) => make(rule, null) !== '')
  for (const rule of usable) {
    const username = make(rule, null)
    if (!reserved.has(username)) yield { username, number: null }
  }
  const last = usable.at(-1)
  if (!last) yield { username: fallback(person), number: null }
  for (let number = 2; ; number++) {
    const username = last ? make(last, number) : fittedUsername(() => fallback(person), 0, number)
    if (!reserved.has(username)) yield { username, number }
  }
}

/** For somebody whose name has no letter or digit at all. */
const fallback = (person: Person): string =>
  `user${person.employeeId.replace(/\D/g, '') || foldName(person.employeeId)}`.slice(0, 20)

const namesFor = (
  person: Person,
  rules: Rules,
  values: ScopeValues & { readonly username: string },
  number: number | null,
): Names => {
  const language = nameLanguage(person)
  const address = (what: 'upn' | 'mail'): string => {
    const made = addressFrom(textOf(rules[what], values, person, what), language, rules.numbered[what] ? number : null)
    return made.startsWith('@') ? `${values.username}${made}` : made
  }
  const displayName = String(values['displayName'])
  const cn = commonNameFrom(textOf(rules.cn, values, person, 'cn'))
  return {
    username: values.username,
    upn: address('upn'),
    mail: address('mail'),
    cn: cn || values.username,
    displayName,
  }
}

const textOf = (rule: CompiledValue, values: ScopeValues, person: Person, what: string): string => {
  try {
    return String(fromCel(rule.run(values)) ?? '')
  } catch (error) {
    const text = error instanceof Fault ? error.message : explainRun(error)
    const where = error instanceof Fault ? error.where : rule.holes[0]?.where
    throw new Fault('naming/no-name', { person: personName(person), what, text }, { where, cause: error })
  }
}
