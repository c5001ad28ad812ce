import { checkShape } from '../../files/check-shape.ts'
import { readYaml } from '../../files/read-yaml.ts'
import type { SourcePath, YamlSource } from '../../files/yaml-source.ts'
import { type Checked, Fault } from '../../model/fault.ts'
import { datePattern } from './date-pattern.ts'
import type { CompileRow, CountRule, FeedSettings, FieldRule, FieldSource } from './feed-settings.ts'
import { type FeedSettingsFile, feedSettingsSchema, type RuleFile } from './feed-settings-schema.ts'
import { pointerParts } from './json-pointer.ts'

/** Reads the settings of a feed. `compile` is for expressions; without it they are refused. All findings are answered together. */
export const loadFeedSettings = (text: string, file: string, compile?: CompileRow): Checked<FeedSettings> => {
  const source = readYaml(text, file)
  if (!source.ok) return source
  const checked = checkShape(feedSettingsSchema, source.value)
  if (!checked.ok) return checked
  const faults: Fault[] = []
  const rules = rulesOf(checked.value, { source: source.value, compile, faults })
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: settingsOf(checked.value, rules) }
}

interface Loading {
  readonly source: YamlSource
  readonly compile: CompileRow | undefined
  readonly faults: Fault[]
}

const settingsOf = (file: FeedSettingsFile, rules: readonly FieldRule[]): FeedSettings => ({
  format: file.format ?? null,
  encoding: file.encoding ?? null,
  delimiter: file.delimiter ?? null,
  sheet: file.sheet ?? null,
  records: file.records === undefined ? null : (pointerParts(file.records) ?? null),
  rules,
  ignore: file.ignore ?? [],
  heading: file.heading ?? 1,
  skip: file.skip ?? 0,
  asOf: file.asOf ?? null,
  count: countOf(file.count),
})

const countOf = (count: FeedSettingsFile['count']): CountRule | null => {
  if (count === undefined) return null
  if (typeof count === 'string') return { kind: 'pointer', parts: pointerParts(count) ?? [] }
  return { kind: 'trailer', word: count.trailer, cell: count.cell }
}

const rulesOf = ({ person = {} }: FeedSettingsFile, loading: Loading): readonly FieldRule[] => {
  const { extra = {}, ...fields } = person as { readonly extra?: { readonly [key: string]: RuleFile } } & {
    readonly [field: string]: RuleFile | undefined
  }
  const own = Object.entries(fields as { readonly [field: string]: RuleFile | undefined }).flatMap(([field, rule]) =>
    rule === undefined ? [] : [ruleOf(field, rule, ['person', field], loading)],
  )
  const more = Object.entries(extra).map(([key, rule]) =>
    ruleOf(`extra.${key}`, rule, ['person', 'extra', key], loading),
  )
  return [...own, ...more]
}

const ruleOf = (field: string, rule: RuleFile, path: SourcePath, loading: Loading): FieldRule => {
  const given = typeof rule === 'string' ? { from: rule } : rule
  const { from, date, language = 'en', map = null, others = 'refuse', digits = null, split = '|' } = given
  const patterns = date === undefined ? [] : typeof date === 'string' ? [date] : date
  if (patterns.length > 0 && !isDate(field)) loading.faults.push(noDate(field, [...path, 'date'], loading))
  return {
    field,
    from,
    source: sourceOf(field, from, typeof rule === 'string' ? path : [...path, 'from'], loading),
    dates: patterns.map((text) => datePattern(text, language)),
    map,
    others,
    digits,
    split,
  }
}

const isDate = (field: string): boolean => field === 'startDate' || field === 'lastDay' || field.startsWith('extra.')

const noDate = (field: string, path: SourcePath, { source }: Loading): Fault =>
  new Fault(
    'file/wrong-value',
    {
      name: `person.${field}.date`,
      what: `${field} is no date`,
      hint: 'Take date: out; startDate and lastDay are dates.',
    },
    { where: source.at(path, 'key') },
  )

const sourceOf = (field: string, from: string, path: SourcePath, loading: Loading): FieldSource => {
  if (from.includes('${{')) return expressionOf(field, from, path, loading)
  const parts = from.startsWith('/') ? pointerParts(from) : undefined
  return parts ? { kind: 'pointer', parts } : { kind: 'column', name: from }
}

const expressionOf = (
  field: string,
  from: string,
  path: SourcePath,
  { source, compile, faults }: Loading,
): FieldSource => {
  const compiled: ReturnType<CompileRow> = compile
    ? compile(path, source)
    : { ok: false, faults: [new Fault('feed/expression', { field }, { where: source.at(path) })] }
  if (!compiled.ok) faults.push(...compiled.faults)
  return { kind: 'expression', run: compiled.ok ? compiled.value : () => null, columns: columnsIn(from) }
}

const named = /\brow\s*(?:\[\s*(?:"([^"\\]+)"|'([^'\\]+)')\s*\]|\.\s*([A-Za-z_]\w*)(?!\w*\())/g
const guarded = new RegExp(String.raw`\bhas\s*\(\s*${named.source}`, 'g')

const namesIn = (expression: string, pattern: RegExp): readonly string[] =>
  [...expression.matchAll(pattern)].flatMap(({ 1: quoted, 2: single, 3: plain }) => quoted ?? single ?? plain ?? [])

/** Columns that an expression names and does not ask for first, so that one which is gone is found before the first row. */
const columnsIn = (expression: string): readonly string[] => {
  const asked = new Set(namesIn(expression, guarded))
  return [...new Set(namesIn(expression, named))].filter((name) => !asked.has(name))
}
