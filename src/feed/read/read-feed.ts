import { createHash } from 'node:crypto'
import { limits } from '../../files/limits.ts'
import { type Checked, Fault } from '../../model/fault.ts'
import type { FeedMapping, FeedPerson, FeedReading, FeedSnapshot } from '../../model/feed.ts'
import type { Person } from '../../model/person.ts'
import { showText } from '../../model/show-text.ts'
import { asOfOf } from './as-of.ts'
import { type ColumnPlan, columnPlan, type FieldPlan } from './column-plan.ts'
import type { FeedRecords } from './feed-records.ts'
import type { FeedSettings } from './feed-settings.ts'
import { keyNotes } from './key-notes.ts'
import { type MappedRow, mapRow } from './map-row.ts'
import { readRecords } from './read-records.ts'
import { refuseDoubled } from './refuse-doubled.ts'
import type { KnownPeople } from './scim-rules.ts'

/** What is known of a feed besides its bytes. */
export interface FeedContext {
  /** Name of the feed in `feeds:`, or the path of the file. */
  readonly source: string
  /** For messages; default: `source`. */
  readonly file?: string
  /** Time of the file, or Last-Modified of the answer, RFC 3339; counts where the settings have no `asOf`. */
  readonly fileTime: string
  /** Answers also a feed of which no row can be used, so that somebody can see why. */
  readonly tryOut?: boolean
  /** For users of SCIM that come one by one. */
  readonly known?: KnownPeople
}

/** Reads a feed: rows that are right as people, rows that are wrong with their reasons. A feed that cannot be meant is refused as a whole. */
export const readFeed = async (
  bytes: Uint8Array,
  settings: FeedSettings,
  context: FeedContext,
): Promise<Checked<FeedSnapshot>> => {
  const reading = await readFeedFully(bytes, settings, context)
  return reading.ok ? { ok: true, value: reading.value.snapshot } : reading
}

/** As `readFeed`, with what maps to what. */
export const readFeedFully = async (
  bytes: Uint8Array,
  settings: FeedSettings,
  context: FeedContext,
): Promise<Checked<FeedReading>> => {
  const file = context.file ?? context.source
  const records = await readRecords(bytes, file, settings)
  if (!records.ok) return records
  const plan = columnPlan(records.value, settings, file, context.known)
  const asOf = asOfOf(settings.asOf, records.value, context.fileTime, file)
  const count = whyIncomplete(records.value, settings, file)
  const faults = [plan, asOf, count].flatMap((checked) => (checked.ok ? [] : checked.faults))
  if (!plan.ok || !asOf.ok || !count.ok) return { ok: false, faults }
  const year = Number(asOf.value.slice(0, 4))
  const rows = refuseDoubled(records.value.records.map((record) => mapRow(record, plan.value.fields, year)))
  const unusable = whyNothing(rows, file)
  if (unusable && !context.tryOut) return { ok: false, faults: [unusable] }
  const snapshot = snapshotOf(rows, records.value, { ...context, asOf: asOf.value, bytes })
  return { ok: true, value: readingOf(snapshot, records.value, plan.value, rows) }
}

const whyIncomplete = ({ total, records }: FeedRecords, { count }: FeedSettings, file: string): Checked<null> => {
  const where = { where: { file, line: 1, column: 1 } }
  const refuse = (what: string, hint: string): Checked<null> => ({
    ok: false,
    faults: [new Fault('feed/incomplete', { file, what, hint }, where)],
  })
  if (total === null && count !== null)
    return refuse(
      'does not say how many people it has, which its settings (count) ask for',
      'It may have been cut. Get it again.',
    )
  if (total === null || total === records.length) return { ok: true, value: null }
  const what = `says that it has ${total} people, and it has ${records.length}`
  return refuse(what, 'It was cut, or is one page of several. Get all of it.')
}

/** The fault of a feed of which no row can be used. */
const whyNothing = (rows: readonly MappedRow[], file: string): Fault | undefined => {
  const first = rows.find(({ refused }) => refused)?.refused
  if (!first || rows.some(({ person }) => person)) return undefined
  const params = { rows: rows.length, file, row: first.row, why: first.why }
  return new Fault('feed/nothing-usable', params, { where: { file, line: 1, column: 1 } })
}

interface Made extends FeedContext {
  readonly asOf: string
  readonly bytes: Uint8Array
}

const byId = (a: FeedPerson, b: FeedPerson): number =>
  a.person.employeeId < b.person.employeeId ? -1 : a.person.employeeId > b.person.employeeId ? 1 : 0

const snapshotOf = (rows: readonly MappedRow[], records: FeedRecords, made: Made): FeedSnapshot => ({
  source: made.source,
  asOf: made.asOf,
  hash: `sha256:${createHash('sha256').update(made.bytes).digest('hex')}`,
  rows: rows.length,
  complete: records.total !== null,
  people: rows.flatMap(({ row, person }) => (person ? [{ row, person }] : [])).sort(byId),
  refused: rows.flatMap(({ refused }) => refused ?? []),
  columns: records.columns,
  ...(records.ended === null ? {} : { ended: records.ended }),
})

const readingOf = (
  snapshot: FeedSnapshot,
  records: FeedRecords,
  { fields, unknown }: ColumnPlan,
  rows: readonly MappedRow[],
): FeedReading => {
  const people = rows.flatMap(({ person }) => person ?? [])
  const own = rows.flatMap(({ notes }) => notes)
  const more = own.length - limits.findings
  const odd = [...records.notes, ...keyNotes(records.records, fields, people)]
  const notes = [...odd, ...own.slice(0, limits.findings), ...(more > 0 ? [`… and ${more} notes more.`] : [])]
  return {
    snapshot,
    format: records.format,
    written: records.written,
    mapping: fields.map((plan) => mappingOf(plan, people)),
    unknown: unknown.map(showText),
    notes,
  }
}

const valueIn = (person: Person, field: string): unknown =>
  field.startsWith('extra.') ? person.extra?.[field.slice('extra.'.length)] : person[field as keyof Person]

const SAMPLES = 3

const shownValue = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

const mappingOf = ({ rule: { field }, from, by }: FieldPlan, people: readonly Person[]): FeedMapping => ({
  field,
  from,
  by,
  filled: people.filter((person) => valueIn(person, field) !== undefined).length,
  samples: people.slice(0, SAMPLES).map((person) => shownValue(valueIn(person, field))),
})
