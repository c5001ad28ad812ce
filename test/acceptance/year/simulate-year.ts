import { watchAccounts } from './account-watch.ts'
import { hostileExports } from './hostile-exports.ts'
import { hrHistory } from './hr-history.ts'
import { daysAfter } from './hr-row.ts'
import { type Judgement, judge } from './judge.ts'
import { type Lived, liveThrough, type Span, type Troubles } from './live-through.ts'
import { expectationOf } from './oracle.ts'
import { readStaff, settledAmong } from './read-staff.ts'
import { openYearCompany, type YearOptions } from './year-company.ts'

export interface Simulation extends YearOptions {
  readonly days: number
  readonly seed: string
  /** As of `HistoryOptions`. */
  readonly pace: number
}

export interface SimulatedYear extends Lived, Judgement {
  readonly told: ReadonlyMap<string, number>
  readonly expectedTurns: number
  readonly hostile: number
  readonly accounts: number
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const MOST_LATE_MS = 15 * 60_000

/** The same share of any time: when something goes wrong. */
const troublesOf = (start: number, days: number, first: string): Troubles => {
  const at = (share: number, hour = 0): number => start + Math.floor(days * share) * DAY_MS + hour * HOUR_MS
  const day = (share: number): string => daysAfter(first, Math.floor(days * share))
  const hostile = new Map(hostileExports.map((one, index) => [day(0.1 + index * 0.055), one]))
  return {
    hostile,
    missing: new Set([day(0.62), daysAfter(day(0.62), 1), daysAfter(day(0.62), 2)].filter((one) => !hostile.has(one))),
    // Over a weekend and the morning after it; one night in which the directory is away.
    away: [{ from: at(0.235, 20), to: at(0.235, 20) + 72 * HOUR_MS }],
    dark: [{ from: at(0.48, 20), to: at(0.48, 32) }],
  }
}

/** Lives through the days, and compares what the directory did with what HR's exports alone call for. */
export const simulateYear = async (options: Simulation): Promise<SimulatedYear> => {
  const { start, days, seed, pace } = options
  const first = start.slice(0, 10)
  const company = await openYearCompany(options)
  try {
    const { ad } = company.practice.company
    const staff = readStaff(ad, first)
    const history = hrHistory({ from: first, days, staff, settled: settledAmong(ad, staff), seed, pace })
    const troubles = troublesOf(Date.parse(start), days, first)
    const watch = watchAccounts(ad, company.clock.now)
    const lived = await liveThrough(company, history, troubles)
    const end = company.clock.now()
    const expected = expectationOf(lived.deliveries, { daysBefore: { joiner: 7, rehire: 1 }, end })
    const away: readonly Span[] = [...troubles.away, ...troubles.dark]
    const free = (moment: number): number => away.find(({ from, to }) => moment >= from && moment < to)?.to ?? moment
    const judged = judge({ expected, seen: watch.turns, ad }, free, MOST_LATE_MS)
    const { told } = history
    const accounts = expected.people.size
    return { ...lived, ...judged, told, expectedTurns: expected.turns.length, hostile: troubles.hostile.size, accounts }
  } finally {
    await company.close()
  }
}
