import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { workDeps } from '../../../src/app/work-deps.ts'
import { workDue } from '../../../src/lifecycle/work-due.ts'
import { Fault, Faults } from '../../../src/model/fault.ts'
import type { ScheduledWork } from '../../../src/model/scheduled-work.ts'
import type { HostileExport } from './hostile-exports.ts'
import { exportOf } from './hr-export.ts'
import type { HrHistory } from './hr-history.ts'
import { daysAfter } from './hr-row.ts'
import type { Delivery } from './oracle.ts'
import type { YearCompany } from './year-company.ts'

/** From one moment up to another, in milliseconds since 1970. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What goes wrong in the time. */
export interface Troubles {
  /** By morning. */
  readonly hostile: ReadonlyMap<string, HostileExport>
  /** Mornings on which HR sends nothing. */
  readonly missing: ReadonlySet<string>
  /** Joinery itself does not run. */
  readonly away: readonly Span[]
  /** No server of the directory answers. */
  readonly dark: readonly Span[]
}

/** What came of it. */
export interface Lived {
  readonly deliveries: readonly Delivery[]
  /** Hostile exports that were not refused, or after which something of the schedule had changed. */
  readonly taken: readonly string[]
  /** Exports of HR that were refused, and that somebody let through who had asked HR. */
  readonly refused: readonly string[]
  /** Newcomers who were like somebody else, and of whom a person said that they are not. */
  readonly released: readonly string[]
  readonly passes: number
  /** Work that came to no good end. */
  readonly stuck: readonly ScheduledWork[]
  readonly done: number
}

const PASS_EVERY_MS = 5 * 60_000
const MORNING_MS = 6 * 3_600_000
const FEED = 'hr.csv'
/** An export of before that arrives again is so old. */
const OLDER_DAYS = 21

const isWithin = (spans: readonly Span[], moment: number): Span | undefined =>
  spans.find(({ from, to }) => moment >= from && moment < to)

/** Does day after day what `joinery serve` does: reads the feed in the morning, and goes through what is due every five minutes. */
export const liveThrough = async (
  { folder, clock, parts, app, practice }: YearCompany,
  history: HrHistory,
  troubles: Troubles,
): Promise<Lived> => {
  const deliveries: Delivery[] = []
  const taken: string[] = []
  const refused: string[] = []
  const released: string[] = []
  const order = { progress: () => undefined, signal: new AbortController().signal, everyMs: PASS_EVERY_MS }
  const deps = await workDeps(parts, app, order)
  const { schedules } = await parts.journal()
  let passes = 0

  const weather = (): void =>
    practice.faults.set(isWithin(troubles.dark, clock.now()) ? { ldap: { unavailable: 1, signIn: true } } : {})
  const sync = async (text: string | Uint8Array, asOf: number, accept = false): Promise<string | null> => {
    const file = join(folder, FEED)
    writeFileSync(file, text)
    utimesSync(file, asOf / 1000, asOf / 1000)
    const read = () => app.syncFeed({ feed: 'hr', ...wholeFeed, accept })
    try {
      const { report } = await read()
      if (report.verdict !== 'ok') return report.why ?? 'refused'
      // All numbers of this company are of different people.
      for (const { person, because } of report.suspects) {
        await app.releaseFeedPerson({ source: 'hr', person })
        released.push(`${person}: ${because}`)
      }
      if (report.suspects.length > 0) await read()
      return null
    } catch (thrown) {
      if (thrown instanceof Fault || thrown instanceof Faults) return thrown.message
      throw thrown
    }
  }
  const morning = async (day: string): Promise<void> => {
    const at = clock.now()
    if (troubles.missing.has(day)) return
    const rows = history.rowsOn(day)
    const hostile = troubles.hostile.get(day)
    if (!hostile) {
      const why = await sync(exportOf(rows), at)
      if (why !== null) refused.push(`${day}: ${why}`)
      if (why === null || (await sync(exportOf(rows), at, true)) === null) deliveries.push({ at, rows })
      return
    }
    const before = JSON.stringify(await schedules.list())
    const older = history.rowsOn(daysAfter(day, -OLDER_DAYS))
    const why = await sync(hostile.make(rows, day, older), at - (hostile.ageMs ?? 0))
    if (why === null) taken.push(`${day}: ${hostile.name}`)
    if (JSON.stringify(await schedules.list()) !== before) taken.push(`${day}: ${hostile.name} changed the schedule`)
  }
  /** When there is something to do next, up to a moment. */
  const nextPass = async (until: number): Promise<number> => {
    const open = (await schedules.list(['pending', 'running', 'parked'])).filter(
      ({ state, due }) => state !== 'pending' || Date.parse(due) < until,
    )
    const first = open.reduce(
      (least, { state, due }) => Math.min(least, state === 'pending' ? Date.parse(due) : 0),
      until,
    )
    const from = Math.max(first, clock.now())
    return Math.ceil(from / PASS_EVERY_MS) * PASS_EVERY_MS
  }
  const passesUntil = async (until: number): Promise<void> => {
    for (;;) {
      const next = await nextPass(until)
      if (next >= until) break
      clock.goTo(next)
      const away = isWithin(troubles.away, next)
      if (away) {
        clock.goTo(Math.min(away.to, until))
        continue
      }
      weather()
      await workDue(deps)
      passes += 1
      clock.goTo(next + PASS_EVERY_MS)
    }
    clock.goTo(until)
  }

  for (const day of history.days) {
    await passesUntil(Date.parse(`${day}T00:00:00Z`) + MORNING_MS)
    const away = isWithin(troubles.away, clock.now())
    // What was missed is read when Joinery is back, if that is the same day.
    if (away && away.to < Date.parse(`${daysAfter(day, 1)}T00:00:00Z`)) clock.goTo(away.to)
    // Whether HR's people have accounts cannot be asked in the dark, so the export waits.
    const dark = isWithin(troubles.dark, clock.now())
    if (dark) await passesUntil(dark.to)
    weather()
    if (!isWithin(troubles.away, clock.now())) await morning(day)
  }
  await passesUntil(Date.parse(`${daysAfter(history.days.at(-1) ?? '', 2)}T00:00:00Z`))
  const work = await schedules.list()
  const stuck = work.filter(
    ({ state }) => state === 'failed' || state === 'parked' || state === 'held' || state === 'approval',
  )
  return {
    deliveries,
    taken,
    refused,
    released,
    passes,
    stuck,
    done: work.filter(({ state }) => state === 'done').length,
  }
}

const wholeFeed = { settings: null, as: null, last: null, dryRun: false } as const
