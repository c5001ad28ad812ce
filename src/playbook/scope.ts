import type { Json } from '../model/json.ts'
import type { Person } from '../model/person.ts'
import type { InputDeclarations, InputType } from '../model/playbook-input.ts'
import { type CelValue, outputToCel, toCel } from './expressions/cel-value.ts'
import type { ScopeValues } from './expressions/compile-expression.ts'
import { type ScopeShape, type Shape, secretType } from './expressions/shape.ts'
import type { Scope } from './playbook.ts'

/** Texts of a person; one that HR left out is the empty text. */
export const personTexts = [
  'employeeId',
  'givenName',
  'surname',
  'preferredName',
  'displayName',
  'latinGivenName',
  'latinSurname',
  'title',
  'department',
  'company',
  'office',
  'division',
  'costCenter',
  'employeeType',
  'manager',
  'country',
  'usageLocation',
  'language',
  'phone',
  'mobile',
  'personalEmail',
  'startDate',
  'lastDay',
  'timeZone',
  'ticket',
] as const satisfies readonly (keyof Person)[]

const texts = (names: readonly string[]): ScopeShape => Object.fromEntries(names.map((name) => [name, 'string']))

/** A person as expressions see one. */
export const personShape: ScopeShape = { ...texts(personTexts), roles: 'list<string>', extra: 'map<string, dyn>' }

/** The names that every playbook sees before its own `let:` and steps. */
export const commonShape: ScopeShape = {
  person: personShape,
  account: {
    exists: 'bool',
    ...texts(['dn', 'sAMAccountName', 'userPrincipalName', 'mail', 'description']),
    enabled: 'bool',
  },
  ad: texts(['base', 'dnsName']),
  organisation: texts(['name', 'mode', 'mailDomain']),
  today: 'string',
  roles: {
    groups: 'list<string>',
    cloudGroups: 'list<string>',
    licences: 'list<string>',
    ou: 'string',
    expires: 'string',
    approval: 'list<string>',
    former: { groups: 'list<string>', cloudGroups: 'list<string>', licences: 'list<string>' },
  },
}

const inputShapes: { readonly [type in InputType]: Shape } = {
  string: 'string',
  date: 'string',
  bool: 'bool',
  list: 'list<string>',
}

/** The names that a playbook with these inputs sees before its own `let:` and steps. */
export const shapeWith = (inputs: InputDeclarations): ScopeShape => ({
  ...commonShape,
  inputs: Object.fromEntries(Object.entries(inputs).map(([name, { type }]) => [name, inputShapes[type]])),
})

/** A person's values. The name to be called by is the given one, and the place of use is the country, where HR gives no other. */
export const personValues = (person: Person): ScopeValues => ({
  ...Object.fromEntries(personTexts.map((name) => [name, person[name] ?? ''])),
  preferredName: person.preferredName ?? person.givenName ?? '',
  usageLocation: person.usageLocation ?? person.country ?? '',
  roles: person.roles ?? [],
  extra: toCel(person.extra ?? {}),
})

const noAccount = { dn: '', sAMAccountName: '', userPrincipalName: '', mail: '', description: '', enabled: false }
const emptyOutput: ReadonlyMap<Shape, CelValue> = new Map<Shape, CelValue>([
  ['string', ''],
  ['bool', false],
  ['list<string>', []],
])

/** What each step before put in scope. One that was skipped has empty values; a secret that was not made stays missing. */
const stepValues = (shape: ScopeShape, steps: Scope['steps']): ScopeValues =>
  Object.fromEntries(
    Object.entries(shape).map(([id, outputs]) => {
      const given = Object.hasOwn(steps, id) ? (steps[id] ?? {}) : {}
      const values = Object.entries(outputs as ScopeShape).flatMap(([name, type]) => {
        const value = Object.hasOwn(given, name) ? outputToCel(given[name] ?? '') : emptyOutput.get(type)
        return value === undefined ? [] : [[name, value] as const]
      })
      return [id, Object.fromEntries(values)]
    }),
  )

const itemValue = (shape: Shape | undefined, item: Json): CelValue => {
  if (shape === 'double' && typeof item === 'number') return item
  return shape === secretType ? outputToCel(item) : toCel(item)
}

/** Values for a set of names, without `let`. */
export const scopeValues = (shape: ScopeShape, scope: Scope, item?: Json): ScopeValues => ({
  person: personValues(scope.person),
  account: { exists: scope.account !== null, ...(scope.account ?? noAccount) },
  ad: scope.ad,
  organisation: scope.organisation,
  today: scope.today,
  inputs: { ...scope.inputs },
  roles: { ...scope.roles, former: { ...scope.formerRoles } },
  steps: stepValues((shape['steps'] ?? {}) as ScopeShape, scope.steps),
  ...(item === undefined ? {} : { item: itemValue(shape['item'], item) }),
})
