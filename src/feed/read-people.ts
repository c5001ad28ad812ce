import { decodeText } from '../files/decode-text.ts'
import { limits } from '../files/limits.ts'
import type { YamlSource } from '../files/yaml-source.ts'
import { type Checked, Fault } from '../model/fault.ts'
import type { PersonRecord } from '../model/person.ts'
import { showText } from '../model/show-text.ts'
import { type SourcePosition, showPosition } from '../model/source-position.ts'
import { inputFormat, isSomethingElse } from './input-format.ts'
import { peopleSources } from './people-sources.ts'
import { settingFaults } from './person-settings.ts'
import { type PersonReading, type PersonRules, readPerson } from './read-person.ts'

/** A file as given on the command line; `-` is standard input. */
export interface PeopleInput {
  readonly name: string
  readonly bytes: Uint8Array
  /** Named encoding; default UTF-8, or UTF-16 with a byte order mark. */
  readonly encoding?: string
}

export interface People {
  readonly people: readonly PersonRecord[]
  /** What is worth knowing and no mistake, each beginning with `file:line:column`. */
  readonly notes: readonly string[]
}

/** Somebody whom a command line names, and no file. */
export interface NamedPerson {
  readonly employeeId: string
  readonly where: SourcePosition
}

/** How people are read: what the playbook says of them, and those who are named without a file. */
export interface PeopleRules extends PersonRules {
  readonly named?: readonly NamedPerson[]
}

/** Reads people from YAML, JSON and CSV. Either all of them are right, or everything that is wrong is answered with its place. */
export const readPeople = (inputs: readonly PeopleInput[], rules: PeopleRules = {}): Checked<People> => {
  const unknown = settingFaults(rules.settings ?? [], rules.inputs ?? {})
  if (unknown.length > 0) return { ok: false, faults: unknown }
  const named = (rules.named ?? []).map((person) => readPerson(sourceOf(person), 'csv', rules))
  const readings = [...inputs.flatMap((input) => readInput(input, rules)), ...named]
  const people = readings.flatMap((reading) => (reading.record ? [reading.record] : []))
  const faults = [...readings.flatMap((reading) => reading.faults), ...doubled(people)]
  if (faults.length > 0) return { ok: false, faults: shortened(faults) }
  const notes = readings.flatMap((reading) => reading.notes.map(({ where, text }) => `${showPosition(where)}: ${text}`))
  return { ok: true, value: { people, notes: [...notes, ...lookAlikes(people)] } }
}

const wrong = (faults: readonly Fault[]): readonly PersonReading[] => [{ faults, notes: [] }]

/** Everything there is to say of a word of the command line has the place of the word. */
const sourceOf = ({ employeeId, where }: NamedPerson): YamlSource => ({
  file: where.file,
  value: { employeeId },
  at: () => where,
  rawAt: () => undefined,
})

const readInput = ({ name, bytes, encoding }: PeopleInput, rules: PersonRules): readonly PersonReading[] => {
  const file = name === '-' ? 'standard input' : name
  const where = { file, line: 1, column: 1 }
  const text = decodeText(bytes, file, encoding)
  if (!text.ok) return wrong(text.faults)
  if (text.value.trim() === '') return wrong([new Fault('file/empty', { file }, { where })])
  const format = inputFormat(name, text.value)
  const other = isSomethingElse(text.value, format)
  const beginning = showText(text.value.trim())
  if (other)
    return wrong([
      new Fault('feed/something-else', { file, other, format: format.toUpperCase(), beginning }, { where }),
    ])
  const sources = peopleSources(text.value, file, format)
  return sources.ok ? sources.value.map((source) => readPerson(source, format, rules)) : wrong(sources.faults)
}

/** Active Directory compares employeeID without regard to case, so this does too. */
const keyOf = (record: PersonRecord): string => record.person.employeeId.toLowerCase()

const placeOf = (record: PersonRecord): SourcePosition => record.fields['employeeId'] ?? record.where

const doubled = (people: readonly PersonRecord[]): readonly Fault[] => {
  const first = new Map<string, PersonRecord>()
  const faults: Fault[] = []
  for (const record of people) {
    const other = first.get(keyOf(record))
    if (!other) first.set(keyOf(record), record)
    else
      faults.push(
        new Fault(
          'feed/doubled-person',
          { id: record.person.employeeId, first: showPosition(placeOf(other)) },
          { where: placeOf(record) },
        ),
      )
  }
  return faults
}

/** 123 beside 00123: two people, or one whose zeros a spreadsheet took. */
const lookAlikes = (people: readonly PersonRecord[]): readonly string[] => {
  const seen = new Map<string, PersonRecord>()
  const notes: string[] = []
  for (const record of people) {
    const bare = keyOf(record).replace(/^0+/, '')
    const other = seen.get(bare)
    if (other)
      notes.push(
        `${showPosition(placeOf(record))}: ${record.person.employeeId} and ${other.person.employeeId} differ in leading zeros only; look at them again`,
      )
    seen.set(bare, record)
  }
  return notes
}

const shortened = (faults: readonly Fault[]): readonly Fault[] => {
  if (faults.length <= limits.findings) return faults
  const more = faults.length - limits.findings
  return [...faults.slice(0, limits.findings), new Fault('feed/more-findings', { more, shown: limits.findings })]
}
