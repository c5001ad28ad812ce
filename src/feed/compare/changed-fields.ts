import type { FeedEvent } from '../../model/feed.ts'
import { canonicalJson, type Json } from '../../model/json.ts'
import type { Person } from '../../model/person.ts'

export type FieldChanges = FeedEvent['changes']

/** Fields by which roles and places are given: whoever has other ones has moved. */
const MOVING: ReadonlySet<string> = new Set([
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
  'roles',
])

/** Fields that say when something takes effect and nothing about the person. */
const TIMES: ReadonlySet<string> = new Set(['startDate', 'lastDay', 'extra.effective', 'extra.status'])

const textOf = (value: unknown): string | null =>
  value === undefined || value === null ? null : typeof value === 'string' ? value : canonicalJson(value as Json)

/** The fields of a person by name, those under `extra` as `extra.<key>`. */
export const fieldsOf = ({ extra, ...fields }: Person): ReadonlyMap<string, string> => {
  const all = [...Object.entries(fields), ...Object.entries(extra ?? {}).map(([key, value]) => [`extra.${key}`, value])]
  return new Map(
    all.flatMap(([field, value]) => {
      const text = textOf(value)
      return text === null ? [] : [[String(field), text] as const]
    }),
  )
}

/** Fields that differ, before and after, in the order of their names. The employeeId is the same for both. */
export const changedFields = (before: Person, after: Person): FieldChanges => {
  if (before === after || JSON.stringify(before) === JSON.stringify(after)) return {}
  const [old, present] = [fieldsOf(before), fieldsOf(after)]
  const names = [...new Set([...old.keys(), ...present.keys()])].sort()
  return Object.fromEntries(
    names
      .filter((name) => name !== 'employeeId' && old.get(name) !== present.get(name))
      .map((name) => [name, [old.get(name) ?? null, present.get(name) ?? null] as const]),
  )
}

/** The changes of some fields alone. */
export const only = (changes: FieldChanges, wanted: (field: string) => boolean): FieldChanges =>
  Object.fromEntries(Object.entries(changes).filter(([field]) => wanted(field)))

export const isTime = (field: string): boolean => TIMES.has(field)

/** Whether changes move access, rather than only correct what is known of a person. */
export const movesAccess = (changes: FieldChanges): boolean => Object.keys(changes).some((field) => MOVING.has(field))
