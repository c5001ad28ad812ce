import { showText } from '../../model/show-text.ts'
import { splitList } from '../split-list.ts'
import { spreadsheetDamage } from './excel-habits.ts'
import { feedDate } from './feed-date.ts'
import type { FieldRule } from './feed-settings.ts'

/** What a field gets of a row: a value, nothing, or why the row cannot be used. */
export type FieldValue = { readonly value: unknown } | { readonly why: string } | undefined

/** The parts of a rule that decide what becomes of a value. */
export type ValueRule = Pick<FieldRule, 'field' | 'dates' | 'map' | 'others' | 'digits' | 'split'>

export const plainRule = (field: string): ValueRule => ({
  field,
  dates: [],
  map: null,
  others: 'refuse',
  digits: null,
  split: '|',
})

const isDate = ({ field, dates }: ValueRule): boolean =>
  field === 'startDate' || field === 'lastDay' || dates.length > 0

/** A value of the feed as the value of a field. `raw` is how it stands in the file, `thisYear` the year of the feed. */
export const fieldValue = (given: unknown, raw: string | undefined, rule: ValueRule, thisYear: number): FieldValue => {
  if (given === null || given === undefined) return undefined
  if (rule.field.startsWith('extra.') && typeof given !== 'string' && rule.map === null && rule.dates.length === 0)
    return { value: given }
  if (Array.isArray(given)) return listValue(given, rule, thisYear)
  if (typeof given === 'object')
    return { why: `${rule.field}: a map stands where a text is needed; use a JSON pointer.` }
  if (typeof given === 'number' && raw !== undefined && raw !== String(given) && !isFraction(raw))
    return { why: `${rule.field}: ${showText(raw)} is read as the number ${given}; write it in quotes.` }
  return textValue(String(given), rule, thisYear)
}

/** JSON's 1.0 and 1e3 are whole numbers all the same. */
const isFraction = (raw: string): boolean => /^-?\d+\.\d+$/.test(raw)

const listValue = (given: readonly unknown[], rule: ValueRule, thisYear: number): FieldValue => {
  if (rule.field !== 'roles') return { why: `${rule.field}: a list stands where a text is needed; use a JSON pointer.` }
  const items = given.map((item) => fieldValue(item, undefined, { ...rule, field: 'role' }, thisYear))
  const wrong = items.find((item) => item !== undefined && 'why' in item)
  if (wrong) return wrong
  return { value: items.flatMap((item) => (item && 'value' in item ? [item.value] : [])) }
}

const textValue = (given: string, rule: ValueRule, thisYear: number): FieldValue => {
  const text = given.trim()
  if (text === '') return undefined
  const damage = spreadsheetDamage(rule.field, text)
  if (damage) return { why: `${rule.field}: ${damage}` }
  if (rule.field === 'roles') return listValue(itemsOf(text, rule.split), rule, thisYear)
  if (isDate(rule)) return present(feedDate(mappedOr(text, rule), rule.dates, thisYear))
  if (rule.map) return mapped(text, rule.map, rule)
  return present(withDigits(given, rule.digits))
}

const itemsOf = (text: string, split: string): readonly string[] =>
  split === '|' ? splitList(text) : text.split(split).flatMap((item) => item.trim() || [])

const present = (value: string): FieldValue => (value === '' ? undefined : { value })

const mappedOr = (text: string, { map }: ValueRule): string =>
  map && Object.hasOwn(map, text) ? (map[text] ?? text) : text

const mapped = (text: string, map: { readonly [value: string]: string }, { field, others }: ValueRule): FieldValue => {
  const target = Object.hasOwn(map, text) ? map[text] : undefined
  if (target !== undefined) return present(target)
  if (others === 'keep' || Object.values(map).includes(text)) return { value: text }
  if (others === 'empty') return undefined
  return { why: `${field}: "${showText(text)}" is not in the map of the settings. Add it there.` }
}

const withDigits = (text: string, digits: number | null): string =>
  digits !== null && /^\d+$/.test(text.trim()) ? text.trim().padStart(digits, '0') : text
