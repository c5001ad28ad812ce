import { checkShape } from '../files/check-shape.ts'
import type { YamlSource } from '../files/yaml-source.ts'
import { type Checked, Fault } from '../model/fault.ts'
import type { Person, PersonRecord } from '../model/person.ts'
import type { SourcePosition } from '../model/source-position.ts'
import { nameFlags } from './name-flags.ts'
import { personSchema } from './person-schema.ts'
import { type FieldNote, type InputFormat, tidyPerson } from './tidy-person.ts'

/** A person, or what is wrong; with what is worth knowing in either case. */
export interface PersonReading {
  readonly record?: PersonRecord
  readonly faults: readonly Fault[]
  readonly notes: readonly { readonly where: SourcePosition; readonly text: string }[]
}

/** Reads one person. All findings are answered together. */
export const readPerson = (given: YamlSource, format: InputFormat): PersonReading => {
  const { source, notes } = tidyPerson(given, format)
  const checked = checkShape(personSchema, source)
  const faults = [...(checked.ok ? [] : checked.faults), ...nameless(source, checked)]
  const places = (all: readonly FieldNote[]) =>
    all.map(({ field, text }) => ({ where: source.at([field]), text: `${field}: ${text}` }))
  if (!checked.ok || faults.length > 0) return { faults, notes: places(notes) }
  const person = checked.value as Person
  const fields: Record<string, SourcePosition> = Object.create(null)
  for (const field of Object.keys(person)) fields[field] = source.at([field])
  return { record: { person, where: source.at([]), fields }, faults, notes: places([...notes, ...oddities(person)]) }
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
