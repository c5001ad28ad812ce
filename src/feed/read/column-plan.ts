import type { YamlSource } from '../../files/yaml-source.ts'
import { didYouMean } from '../../model/did-you-mean.ts'
import { type Checked, Fault } from '../../model/fault.ts'
import type { FeedMapping } from '../../model/feed.ts'
import type { JsonObject } from '../../model/json.ts'
import { showText } from '../../model/show-text.ts'
import { personFields } from '../person-schema.ts'
import type { FeedRecord, FeedRecords } from './feed-records.ts'
import type { FeedSettings, FieldRule } from './feed-settings.ts'
import { plainRule, type ValueRule } from './field-value.ts'
import { headingText } from './heading-names.ts'
import { follow } from './json-pointer.ts'
import { type KnownPeople, type ScimRule, scimRules } from './scim-rules.ts'

/** How one field is taken out of a row. */
export interface FieldPlan {
  readonly rule: ValueRule
  readonly from: string
  readonly by: FeedMapping['by']
  /** Throws a Fault where an expression does not fit the row. */
  readonly get: (record: FeedRecord) => unknown
  /** Where the value stands in the record, for what it looks like in the file. */
  readonly path: readonly string[] | null
}

export interface ColumnPlan {
  readonly fields: readonly FieldPlan[]
  readonly unknown: readonly string[]
}

/** What each column gives: first what the settings say, then what SCIM says, then columns that are called like fields. */
export const columnPlan = (
  records: FeedRecords,
  settings: FeedSettings,
  file: string,
  known?: KnownPeople,
): Checked<ColumnPlan> => {
  const named = new Map<string, string>(records.columns.map((column) => [headingText(column), column]))
  const faults: Fault[] = []
  const own = settings.rules.flatMap((rule) => ruled(rule, { records, named, file, faults }))
  const has = new Set(settings.rules.map(({ field }) => field))
  const byRule = records.format === 'scim' ? scimPlans(records, has, known) : []
  const used = new Set([
    ...settings.rules.flatMap((rule) => columnsOf(rule, named)),
    ...settings.ignore.map((name) => named.get(headingText(name)) ?? name),
  ])
  const byName = records.format === 'scim' ? [] : namedPlans(records, { has, used, file, faults })
  const fields = [...own, ...byRule, ...byName.map(({ plan }) => plan)]
  if (faults.length === 0 && !fields.some(({ rule }) => rule.field === 'employeeId')) faults.push(noKey(records, file))
  if (faults.length > 0) return { ok: false, faults }
  const read = new Set([...used, ...byName.map(({ column }) => column)])
  const unknown =
    records.format === 'scim' ? [] : records.columns.filter((column) => column !== '' && !read.has(column))
  return { ok: true, value: { fields, unknown: [...new Set(unknown)] } }
}

interface Planning {
  readonly records: FeedRecords
  readonly named: ReadonlyMap<string, string>
  readonly file: string
  readonly faults: Fault[]
}

const where = (file: string) => ({ where: { file, line: 1, column: 1 } })

const shown = (columns: readonly string[]): string => {
  const names = columns.filter((column) => column !== '').map(showText)
  const MOST = 30
  return names.length > MOST ? `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more` : names.join(', ')
}

const noKey = ({ columns }: FeedRecords, file: string): Fault =>
  new Fault(
    'feed/column-missing',
    { field: 'employeeId', column: 'employeeId', file, meant: undefined, known: shown(columns) },
    where(file),
  )

/** Columns that a rule reads: for a pointer the key at its top. */
const columnsOf = ({ source }: FieldRule, named: ReadonlyMap<string, string>): readonly string[] => {
  const names =
    source.kind === 'column' ? [source.name] : source.kind === 'pointer' ? source.parts.slice(0, 1) : source.columns
  return names.map((name) => named.get(headingText(name)) ?? name)
}

const ruled = (rule: FieldRule, planning: Planning): readonly FieldPlan[] => {
  const { records, named, file, faults } = planning
  const { source } = rule
  const isTable = records.format === 'csv' || records.format === 'xlsx'
  // A pointer may lead nowhere in a document; a table has the same columns in each row.
  const needed = source.kind === 'pointer' && !isTable ? [] : columnsOf(rule, named)
  for (const column of needed) {
    if (!records.columns.includes(column)) faults.push(missing(rule.field, column, records, file))
    const places = records.twice.get(column)
    if (places) faults.push(twice(rule.field, places, file))
  }
  const [column = ''] = columnsOf(rule, named)
  const path = source.kind === 'pointer' && !isTable ? source.parts : source.kind === 'expression' ? null : [column]
  const get = (record: FeedRecord): unknown =>
    source.kind === 'expression' ? source.run(rowOf(record, records.columns)) : follow(record.values, path ?? [])
  return [{ rule, from: rule.from, by: 'mapped', get, path }]
}

/** A row for expressions: what is missing or null is an empty text. */
const rowOf = (record: FeedRecord, columns: readonly string[]): JsonObject =>
  Object.assign(
    Object.create(null),
    Object.fromEntries(columns.map((column) => [column, (record.values[column] ?? '') as JsonObject[string]])),
  )

const missing = (field: string, column: string, { columns }: FeedRecords, file: string): Fault =>
  new Fault(
    'feed/column-missing',
    {
      field,
      column: showText(column),
      file,
      meant: didYouMean(column, columns.filter(Boolean)),
      known: shown(columns),
    },
    where(file),
  )

const twice = (field: string, [first, second]: readonly number[], file: string): Fault =>
  new Fault('feed/field-twice', { field, first: first ?? 0, second: second ?? 0, file }, where(file))

const scimPlans = (
  { records }: FeedRecords,
  has: ReadonlySet<string>,
  known: KnownPeople | undefined,
): readonly FieldPlan[] =>
  scimRules(
    records.map(({ values }) => values),
    known,
  )
    .filter(({ field }) => !has.has(field))
    .map(({ field, from, get }: ScimRule) => ({
      rule: plainRule(field),
      from,
      by: 'scim',
      get: ({ values }) => get(values),
      path: null,
    }))

const folded = (name: string): string => headingText(name).toLowerCase().replaceAll(/[\s_]/g, '')

const byFolded = new Map(personFields.filter((field) => field !== 'extra').map((field) => [folded(field), field]))

const fieldOf = (column: string): string | undefined => {
  const extra = /^extra\.(.+)$/i.exec(headingText(column))?.[1]?.trim()
  return extra === undefined ? byFolded.get(folded(column)) : `extra.${extra}`
}

interface Naming {
  readonly has: ReadonlySet<string>
  readonly used: ReadonlySet<string>
  readonly file: string
  readonly faults: Fault[]
}

const namedPlans = (
  { columns }: FeedRecords,
  { has, used, file, faults }: Naming,
): readonly { readonly plan: FieldPlan; readonly column: string }[] => {
  const places = new Map<string, number>()
  return columns.flatMap((column, index) => {
    const field = used.has(column) ? undefined : fieldOf(column)
    if (field === undefined || has.has(field)) return []
    const first = places.get(field)
    if (first !== undefined) faults.push(twice(field, [first + 1, index + 1], file))
    places.set(field, index)
    const plan: FieldPlan = {
      rule: plainRule(field),
      from: column,
      by: 'name',
      get: ({ values }) => values[column],
      path: [column],
    }
    return [{ plan, column }]
  })
}

/** A person's map as a source that the check of people reads; everything of a row has the place of the row. */
export const sourceOfRow = (value: object, record: FeedRecord): YamlSource => ({
  file: record.where.file,
  value,
  at: () => record.where,
  rawAt: () => undefined,
})
