import { isForbiddenKey } from '../../files/plain-rules.ts'
import { Fault } from '../../model/fault.ts'
import type { RefusedRow } from '../../model/feed.ts'
import type { Person } from '../../model/person.ts'
import { whyNoEmployeeId } from '../employee-id.ts'
import { readPerson } from '../read-person.ts'
import { type FieldPlan, sourceOfRow } from './column-plan.ts'
import type { FeedRecord } from './feed-records.ts'
import { type FieldValue, fieldValue } from './field-value.ts'

/** What became of a row: somebody, or why not; `key` in either case, where the row has one. */
export interface MappedRow {
  readonly row: number
  readonly key: string | null
  readonly person?: Person
  readonly refused?: RefusedRow
  readonly notes: readonly string[]
}

/** One row as a person. Whatever is wrong with it is said together. */
export const mapRow = (record: FeedRecord, fields: readonly FieldPlan[], thisYear: number): MappedRow => {
  const values: Record<string, unknown> = Object.create(null)
  const extra: Record<string, unknown> = Object.create(null)
  const whys: string[] = record.why === undefined ? [] : [record.why]
  for (const plan of record.why === undefined ? fields : []) {
    const result = fieldOf(record, plan, thisYear)
    if (result && 'why' in result) whys.push(result.why)
    if (!result || !('value' in result)) continue
    const { field } = plan.rule
    const key = field.startsWith('extra.') ? field.slice('extra.'.length) : undefined
    if (key === undefined) values[field] = result.value
    else if (!isForbiddenKey(key)) extra[key] = result.value
  }
  if (Object.keys(extra).length > 0) values['extra'] = extra
  return checked(record, values, whys)
}

const fieldOf = (record: FeedRecord, plan: FieldPlan, thisYear: number): FieldValue => {
  try {
    const given = plan.get(record)
    return fieldValue(given, plan.path ? record.rawAt?.(plan.path) : undefined, plan.rule, thisYear)
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    return { why: `${plan.rule.field}: ${thrown.message}` }
  }
}

const DATE_HINT = 'Name its pattern in the settings, such as  date: dd.MM.yyyy'

const isDateField = (message: string): boolean =>
  /^(?:startDate|lastDay): (?:day and month|it is not a date|a row of)/.test(message)

const checked = (
  record: FeedRecord,
  values: { readonly [field: string]: unknown },
  whys: readonly string[],
): MappedRow => {
  const { row } = record
  const id = values['employeeId']
  const key = typeof id === 'string' && whyNoEmployeeId(id.trim()) === undefined ? id.trim() : null
  if (record.why !== undefined)
    return { row, key: null, refused: { row, employeeId: null, why: record.why }, notes: [] }
  // Somebody without a number is nobody; the check of the person says so in its own words.
  const given = typeof id === 'string' ? { ...values, employeeId: id.trim() } : { ...values, employeeId: ' ' }
  const reading = readPerson(sourceOfRow(given, record), 'csv')
  const seen = new Set(whys.map((why) => why.slice(0, why.indexOf(':'))))
  const faults = reading.faults.map(({ message, hint }) => `${message} ${isDateField(message) ? DATE_HINT : hint}`)
  const all = [...whys, ...faults.filter((text) => !seen.has(text.slice(0, text.indexOf(':'))))]
  const notes = reading.notes.map(({ text }) => `Row ${row}: ${text}`)
  if (all.length === 0 && reading.record) return { row, key, person: reading.record.person, notes }
  return { row, key, refused: { row, employeeId: key, why: all.join(' ') }, notes }
}
