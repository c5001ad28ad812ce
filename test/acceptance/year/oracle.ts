import { Temporal } from 'temporal-polyfill'
import { daysAfter, type HrRow } from './hr-row.ts'

/** A morning on which HR's export arrived whole and somebody was there to read it. */
export interface Delivery {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly rows: readonly HrRow[]
}

/** An account is opened or closed. */
export interface Turn {
  readonly key: string
  readonly to: 'open' | 'closed'
  /** Milliseconds since 1970; the earliest moment at which it may happen. */
  readonly at: number
}

/** What has to be at the end of the time. */
export interface Expected {
  readonly key: string
  readonly isOpen: boolean
  /** What HR last had of the person. */
  readonly row: HrRow
  /** The last day by which the account was closed last. */
  readonly leftOn: string
}

export interface Expectation {
  readonly turns: readonly Turn[]
  /** Everybody who has an account; nobody else has one with a key. */
  readonly people: ReadonlyMap<string, Expected>
}

export interface OracleRules {
  /** How many days before the first day the account is opened: of somebody new, and of somebody who comes back. */
  readonly daysBefore: { readonly joiner: number; readonly rehire: number }
  /** Milliseconds since 1970. */
  readonly end: number
}

/** The first instant of a day where somebody works. */
const beginningOf = (day: string, zone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds

interface Life {
  state: 'unknown' | 'open' | 'closed'
  row: HrRow
  leftOn: string
  isListed: boolean
}

/**
 * What a careful person would do with HR's exports alone: open accounts some days before people start, close them when the last day is over where they
 * work, never because somebody is missing.
 */
export const expectationOf = (deliveries: readonly Delivery[], rules: OracleRules): Expectation => {
  const [first, ...later] = deliveries
  const lives = new Map<string, Life>()
  const turns: Turn[] = []
  for (const row of first?.rows ?? []) lives.set(row.key, { state: 'open', row, leftOn: '', isListed: true })
  for (const [index, { at, rows }] of later.entries()) {
    const until = later[index + 1]?.at ?? rules.end
    const listed = new Map(rows.map((row) => [row.key, row]))
    for (const [key, row] of listed)
      if (!lives.has(key)) lives.set(key, { state: 'unknown', row, leftOn: '', isListed: true })
    for (const [key, life] of lives) {
      const row = listed.get(key)
      life.isListed = row !== undefined
      life.row = row ?? life.row
      turns.push(...turnsOf(life, { from: at, until }, rules))
    }
  }
  const people = [...lives].flatMap(([key, { state, row, leftOn }]): readonly [string, Expected][] =>
    state === 'unknown' ? [] : [[key, { key, isOpen: state === 'open', row, leftOn }]],
  )
  return { turns: turns.sort((a, b) => a.at - b.at), people: new Map(people) }
}

/** What falls due for somebody between two deliveries, by what the first of them says. */
const turnsOf = (life: Life, span: { readonly from: number; readonly until: number }, rules: OracleRules): Turn[] => {
  const turns: Turn[] = []
  const { row } = life
  const turn = (to: Turn['to'], due: number): void => {
    const at = Math.max(span.from, due)
    if (at >= span.until) return
    turns.push({ key: row.key, to, at })
    life.state = to
    if (to === 'closed') life.leftOn = row.lastDay < row.startDate ? '' : row.lastDay
  }
  if (life.state !== 'open' && life.isListed && isToCome(row)) {
    const before = life.state === 'unknown' ? rules.daysBefore.joiner : rules.daysBefore.rehire
    turn('open', beginningOf(daysAfter(row.startDate, -before), row.zone))
  }
  if (life.state === 'open' && row.lastDay !== '') turn('closed', beginningOf(daysAfter(row.lastDay, 1), row.zone))
  return turns
}

/** Whether HR expects somebody to work there. */
const isToCome = ({ lastDay }: HrRow): boolean => lastDay === ''
