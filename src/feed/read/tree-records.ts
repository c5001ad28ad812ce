import type { YamlSource } from '../../files/yaml-source.ts'
import { type Checked, Fault } from '../../model/fault.ts'
import { showText } from '../../model/show-text.ts'
import type { FeedRecord, FeedRecords } from './feed-records.ts'
import type { FeedSettings } from './feed-settings.ts'
import { follow, pointerText } from './json-pointer.ts'
import { isListResponse, isUser } from './scim-rules.ts'

type JsonMap = { readonly [key: string]: unknown }

const isMap = (value: unknown): value is JsonMap => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Keys under which systems say how many there are altogether. */
const totals = [
  'totalResults',
  '@odata.count',
  'total',
  'totalCount',
  'total_count',
  'recordCount',
  'record_count',
  'rowCount',
]
/** Keys under which they say where the next page is. */
const nexts = [
  '@odata.nextLink',
  'odata.nextLink',
  'nextLink',
  'next',
  'nextPage',
  'next_page',
  'nextPageToken',
  'nextCursor',
]

/** The items of a list in a JSON or YAML document. */
export const treeRecords = (
  source: YamlSource,
  format: 'json' | 'yaml',
  settings: FeedSettings,
): Checked<FeedRecords> => {
  const found = findList(source, settings)
  if (!found.ok) return found
  const { list, path } = found.value
  const beside = follow(source.value, path.slice(0, -1).map(String))
  const fault = path.length > 0 && isMap(beside) ? whyPage(beside, list.length, source, path) : undefined
  if (fault) return { ok: false, faults: [fault] }
  const looksScim = isListResponse(source.value) || list.every(isUser)
  const isScim = settings.format === 'scim' || (settings.format === null && format === 'json' && looksScim)
  return {
    ok: true,
    value: {
      format: isScim ? 'scim' : format,
      written: path.length > 0 ? [`list at ${pointerText(path)}`] : [],
      columns: [...new Set(list.flatMap((item) => (isMap(item) ? Object.keys(item) : [])))],
      twice: new Map(),
      records: list.map((item, index) => recordOf(item, index, [...path, index], source)),
      total: totalOf(source.value, beside, settings),
      ended: null,
      document: source.value,
      notes: [],
    },
  }
}

interface FoundList {
  readonly list: readonly unknown[]
  readonly path: readonly (string | number)[]
}

const findList = (source: YamlSource, settings: FeedSettings): Checked<FoundList> => {
  const { value } = source
  const path = settings.records ?? recognisedPath(value, settings)
  if (path === undefined)
    return refuse(
      source,
      `has no list of people; at its top are: ${keysOf(value)}`,
      'Name the list in the settings, for example:  records: /Report_Entry',
    )
  const list = follow(value, path)
  // One person where a list of them is expected is how some systems write a list of one.
  const items = Array.isArray(list)
    ? list
    : isMap(list) && settings.records
      ? [list]
      : isUser(list)
        ? [list]
        : undefined
  if (!items)
    return refuse(source, `has no list at ${pointerText(path) || 'its top'}`, `At its top are: ${keysOf(value)}.`)
  if (items.length === 0)
    return refuse(
      source,
      `has an empty list at ${pointerText(path) || 'its top'}`,
      'Look whether the export found anybody, and may see them.',
    )
  return { ok: true, value: { list: items, path } }
}

const keysOf = (value: unknown): string => {
  if (!isMap(value)) return 'a single value'
  return Object.keys(value).slice(0, 10).map(showText).join(', ') || 'nothing'
}

const recognisedPath = (value: unknown, { format }: FeedSettings): readonly string[] | undefined => {
  if (Array.isArray(value) || (isUser(value) && format !== 'json')) return []
  if (!isMap(value)) return undefined
  const lists = Object.keys(value).filter((key) => Array.isArray(value[key]))
  const ofMaps = lists.filter((key) => (value[key] as readonly unknown[]).some(isMap))
  const [only, ...others] = ofMaps.length > 0 ? ofMaps : lists.filter((key) => (value[key] as unknown[]).length === 0)
  if (only !== undefined) return others.length === 0 ? [only] : undefined
  const [inner, ...more] = Object.keys(value).filter((key) => isMap(value[key]))
  const below =
    inner !== undefined && more.length === 0 ? recognisedPath(value[inner], { format } as FeedSettings) : undefined
  return below && inner !== undefined ? [inner, ...below] : undefined
}

const refuse = (source: YamlSource, what: string, hint: string): Checked<never> => ({
  ok: false,
  faults: [new Fault('feed/no-records', { file: source.file, what, hint }, { where: source.at([]) })],
})

/** Whether a value says that there is more. `next: null` and `next: false` say that there is not. */
const saysMore = (value: unknown): boolean => (typeof value === 'string' ? value.trim() !== '' : isMap(value))

const whyPage = (
  beside: JsonMap,
  count: number,
  source: YamlSource,
  path: readonly (string | number)[],
): Fault | undefined => {
  const next = nexts.find((key) => saysMore(beside[key]))
  if (next === undefined) return undefined
  const what = `has ${count} people and says under ${next} that there are more`
  const hint = 'Export all pages into one file, or ask for a larger page.'
  return new Fault(
    'feed/incomplete',
    { file: source.file, what, hint },
    { where: source.at([...path.slice(0, -1), next]) },
  )
}

const totalOf = (document: unknown, beside: unknown, { count }: FeedSettings): number | null => {
  const said =
    count?.kind === 'pointer'
      ? [follow(document, count.parts)]
      : totals.map((key) => (isMap(beside) ? beside[key] : undefined))
  const numbers = said.map((value) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value))
  return numbers.find((value): value is number => typeof value === 'number' && Number.isInteger(value)) ?? null
}

const recordOf = (item: unknown, index: number, path: readonly (string | number)[], source: YamlSource): FeedRecord => {
  const row = index + 1
  const where = source.at(path)
  const rawAt = (below: readonly string[]): string | undefined => source.rawAt([...path, ...below])
  if (isMap(item)) return { row, where, values: item, rawAt }
  return { row, where, values: {}, why: 'It is no map of columns and values.' }
}
