import { compareFeed } from '../../../src/feed/compare/compare-feed.ts'
import type { AccountState, Compared, Comparison } from '../../../src/feed/compare/comparison.ts'
import type { FeedSnapshot } from '../../../src/model/feed.ts'
import type { Person } from '../../../src/model/person.ts'
import { defaultPolicy } from '../../../src/model/policy.ts'

export const today = Date.parse('2026-12-01T08:00:00Z')

const DAY_MS = 86_400_000

/** The morning so many days after the first of December. */
export const dayTime = (days: number): string => new Date(today + days * DAY_MS).toISOString()

/** Somebody who has worked here for years. */
export const colleague = (employeeId: string, more: Partial<Person> = {}): Person => ({
  employeeId,
  givenName: `Given${employeeId}`,
  surname: `Family${employeeId}`,
  department: 'Sales',
  title: 'Account Manager',
  country: 'DE',
  startDate: '2019-01-01',
  timeZone: 'Europe/Berlin',
  ...more,
})

/** A feed as it is read, made so many days after the first. */
export const feedOf = (people: readonly Person[], days: number, more: Partial<FeedSnapshot> = {}): FeedSnapshot => ({
  source: 'hr',
  asOf: dayTime(days),
  hash: `sha256:${days}-${JSON.stringify(people).length}-${people.length}`,
  rows: people.length,
  complete: false,
  people: people.map((person, index) => ({ row: index + 2, person })),
  refused: [],
  columns: ['employeeId', 'surname'],
  ended: true,
  ...more,
})

/** Who has an account, by employeeId. */
export const directoryOf = (
  accounts: { readonly [key: string]: Exclude<AccountState, 'none'> } | readonly Person[],
): NonNullable<Comparison['directory']> => {
  const all = Array.isArray(accounts)
    ? accounts.map(({ employeeId }) => [employeeId, 'enabled'] as const)
    : Object.entries(accounts as { readonly [key: string]: Exclude<AccountState, 'none'> })
  return { accounts: new Map(all.map(([key, state]) => [key.toLowerCase(), { key, state }])) }
}

export type Given = Partial<Comparison> & Pick<Comparison, 'current'>

/** Compares at the time of the feed, with safe limits; everybody of the last feed has an account where nothing else is said. */
export const compare = (given: Given): Compared => {
  const last = given.last ?? null
  return compareFeed({
    last,
    directory: directoryOf((last?.people ?? []).map(({ person }) => person)),
    owners: new Map(),
    released: new Set(),
    limits: defaultPolicy.limits,
    now: Date.parse(given.current.asOf),
    partial: false,
    absence: 'report',
    accept: false,
    doubted: null,
    ...given,
  })
}

/** What is kept of a feed that has to be good. */
export const rosterOf = ({ roster, report }: Compared): FeedSnapshot => {
  if (!roster) throw new Error(`the feed was refused: ${report.why}`)
  return roster
}

/** Events in short: type, employeeId, day. */
export const events = ({ report }: Compared): readonly string[] =>
  report.events.map(({ type, person, effective }) => `${type} ${person} ${effective.slice(0, 16)}`)
