import { checkShape } from '../files/check-shape.ts'
import type { YamlSource } from '../files/yaml-source.ts'
import { type Checked, Fault } from '../model/fault.ts'
import type { Person, PersonRecord } from '../model/person.ts'
import type { InputDeclarations, InputValues } from '../model/playbook-input.ts'
import type { SourcePosition } from '../model/source-position.ts'
import { nameFlags } from './name-flags.ts'
import { personSchema } from './person-schema.ts'
import { type PersonSetting, withSettings } from './person-settings.ts'
import { playbookInputs } from './playbook-inputs.ts'
import { type FieldNote, type InputFormat, tidyPerson } from './tidy-person.ts'

/** A person, or what is wrong; with what is worth knowing in either case. */
export interface PersonReading {
  readonly record?: PersonRecord
  readonly faults: readonly Fault[]
  readonly notes: readonly { readonly where: SourcePosition; readonly text: string }[]
}

/** What a playbook says of the people whom it is given, and what the command line says of all of them. */
export interface PersonRules {
  /** Whether they have accounts, from which their names are known. */
  readonly existing?: boolean
  readonly inputs?: InputDeclarations
  readonly settings?: readonly PersonSetting[]
}

/** Reads one person. All findings are answered together. */
export const readPerson = (given: YamlSource, format: InputFormat, rules: PersonRules = {}): PersonReading => {
  const { existing = false, inputs = {}, settings = [] } = rules
  const { source, notes } = tidyPerson(withSettings(given, settings, inputs), format)
  const checked = checkShape(personSchema, source)
  const values = playbookInputs(source, inputs)
  const faults = [
    ...(checked.ok ? [] : checked.faults),
    ...(existing ? [] : nameless(source, checked)),
    ...(values.ok ? [] : values.faults),
  ]
  const places = (all: readonly FieldNote[]) =>
    all.map(({ field, text }) => ({ where: source.at([field]), text: `${field}: ${text}` }))
  if (!checked.ok || !values.ok || faults.length > 0) return { faults, notes: places(notes) }
  const person = checked.value as Person
  const record = recordOf(person, source, Object.keys(inputs).length > 0 ? values.value : undefined)
  return { record, faults, notes: places([...notes, ...oddities(person)]) }
}

const recordOf = (person: Person, source: YamlSource, inputs: InputValues | undefined): PersonRecord => {
  const fields: Record<string, SourcePosition> = Object.create(null)
  for (const field of Object.keys(person)) fields[field] = source.at([field])
  for (const key of Object.keys(person.extra ?? {})) fields[`extra.${key}`] = source.at(['extra', key])
  return { person, where: source.at([]), fields, ...(inputs ? { inputs } : {}) }
}

/** A misspelt key may well be the name, so nothing is said about a missing one beside an unknown key. */
const nameless = (source: YamlSource, checked: Checked<unknown>): readonly Fault[] => {
  if (!checked.ok && checked.faults.some((fault) => fault.code === 'file/unknown-key')) return []
  const value = source.value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  if ('givenName' in value || 'surname' in value) return []
  return [new Fault('feed/no-name', {}, { where: source.at([]) })]
}

const nameFields = ['givenName', 'surname', 'preferredName', 'displayName', 'latinGivenName', 'latinSurname'] as const

const oddities = (person: Person): readonly FieldNote[] => {
  const notes: FieldNote[] = nameFields.flatMap((field) =>
    nameFlags(person[field] ?? '').map((why) => ({ field, text: `${why}; look at it again` })),
  )
  const { startDate, lastDay } = person
  if (startDate && lastDay && lastDay.slice(0, 10) < startDate.slice(0, 10))
    notes.push({ field: 'lastDay', text: 'it lies before startDate' })
  return notes
}
