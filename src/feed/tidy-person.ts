import type { YamlSource } from '../files/yaml-source.ts'
import { isSentinel } from './date-text.ts'
import { withoutEdges } from './without-edges.ts'

export type InputFormat = 'yaml' | 'json' | 'csv'

/** Something worth knowing about a field that is no mistake. */
export interface FieldNote {
  readonly field: string
  readonly text: string
}

export interface Tidied {
  readonly source: YamlSource
  readonly notes: readonly FieldNote[]
}

const names = new Set(['givenName', 'surname', 'preferredName', 'displayName', 'latinGivenName', 'latinSurname'])
const free = new Set([
  'title',
  'department',
  'company',
  'office',
  'division',
  'costCenter',
  'employeeType',
  'phone',
  'mobile',
  'ticket',
])

const isSpace = (character: string): boolean => /\p{Zs}/u.test(character)
const runs = /\p{Zs}{2,}/gu

/**
 * A person's map before it is checked: empty values are absent, blanks around names are taken off, dates that mean "none" are dropped. Blanks
 * around other texts are taken off where a machine wrote them (CSV, JSON); in YAML somebody put them into quotes, so they stay.
 */
export const tidyPerson = (source: YamlSource, format: InputFormat): Tidied => {
  if (typeof source.value !== 'object' || source.value === null || Array.isArray(source.value))
    return { source, notes: [] }
  const value: Record<string, unknown> = Object.create(null)
  const notes: FieldNote[] = []
  const note = (field: string, text: string): number => notes.push({ field, text })
  for (const [field, given] of Object.entries(source.value)) {
    if (isAbsent(given, format, source.rawAt([field]))) continue
    if (field === 'lastDay' && typeof given === 'string' && isSentinel(given)) {
      note(field, `${given} means that there is no last day`)
      continue
    }
    value[field] = typeof given === 'string' ? trimmed(field, given, format, note) : given
  }
  return { source: { ...source, value }, notes }
}

/** An empty text, `key:` or `key: ~` in YAML, null in JSON. A bare word Null in YAML is not: it is more often somebody's name. */
const isAbsent = (given: unknown, format: InputFormat, raw: string | undefined): boolean => {
  if (given === '') return true
  if (given !== null) return false
  return format === 'json' || raw === '' || raw === '~'
}

const trimmed = (
  field: string,
  text: string,
  format: InputFormat,
  note: (field: string, text: string) => void,
): string => {
  const isName = names.has(field)
  const bare = withoutEdges(text, isSpace)
  const clean = isName ? bare.replace(runs, ' ') : bare
  if (clean === text || clean === '') return text
  if (isName || (free.has(field) && format !== 'yaml')) {
    note(field, 'blanks around or within it were taken out')
    return clean
  }
  if (free.has(field)) note(field, 'it begins or ends with a blank, which is kept')
  return text
}
