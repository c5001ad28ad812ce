import { describe, expect, test } from 'vitest'
import type { AccountState } from '../../../src/feed/compare/comparison.ts'
import type { Person } from '../../../src/model/person.ts'
import { colleague, compare, dayTime, directoryOf, events, feedOf, rosterOf, today } from './support.ts'

const staff = ['00101', '00102', '00103', '00104', '00105', '00106'].map((key) => colleague(key))

/** The staff, one of whom has other data. */
const withOne = (more: Partial<Person>, key = '00103'): readonly Person[] =>
  staff.map((person) => (person.employeeId === key ? { ...person, ...more } : person))

const without = (key: string): readonly Person[] => staff.filter(({ employeeId }) => employeeId !== key)

/** The staff as the last good feed, kept from an ordinary day. */
const lastGood = (people: readonly Person[] = staff, days = 0) =>
  rosterOf(
    compare({
      current: feedOf(people, days),
      last: feedOf(people, days - 1),
      directory: directoryOf(people),
    }),
  )

const nora = colleague('00900', { givenName: 'Nora', surname: 'Newman', startDate: '2026-12-15' })

describe('the first feed is the baseline', () => {
  const first = (person: Person, state?: Exclude<AccountState, 'none'>) =>
    compare({
      current: feedOf([...staff, person], 0),
      directory: directoryOf({
        ...Object.fromEntries(staff.map(({ employeeId }) => [employeeId, 'enabled' as const])),
        ...(state ? { [person.employeeId]: state } : {}),
      }),
    })

  test.each([
    ['an enabled account', nora, 'enabled'],
    ['a disabled account', nora, 'disabled'],
    ['an account and a last day to come', { ...nora, startDate: '2019-01-01', lastDay: '2026-12-31' }, 'enabled'],
    ['no account, and a last day that is over', { ...nora, startDate: '2019-01-01', lastDay: '2025-12-31' }, undefined],
  ] as const)('somebody with %s gives no event', (_name, person, state) => {
    const { report } = first(person, state)

    expect([report.verdict, report.events, report.suspects]).toEqual(['ok', [], []])
  })

  test.each([
    ['begins in two weeks', '2026-12-15', 'joiner 00900 2026-12-15T00:00'],
    ['began two weeks ago', '2026-11-18', 'joiner 00900 2026-11-18T00:00'],
  ])('somebody without an account who %s is a joiner', (_name, startDate, event) => {
    expect(events(first({ ...nora, startDate }))).toEqual([event])
  })

  test('somebody without an account who began long ago waits until a person has looked', () => {
    const { report, roster } = first({ ...nora, startDate: '2019-01-01' })
    const next = { current: feedOf([...staff, { ...nora, startDate: '2019-01-01' }], 1), last: roster }
    const known = { directory: directoryOf(staff) }

    expect(report.suspects).toMatchObject([{ person: '00900', like: null }])
    expect(compare({ ...next, ...known }).report).toMatchObject({ events: [], suspects: [{ person: '00900' }] })
    expect(events(compare({ ...next, ...known, released: new Set(['00900']) }))).toEqual([
      'joiner 00900 2019-01-01T00:00',
    ])
  })

  test('a last day that was known then counts from the next newer feed on, and once', () => {
    const people = withOne({ lastDay: '2026-12-31' })
    const { roster } = compare({ current: feedOf(people, 0), directory: directoryOf(people) })
    const same = compare({ current: feedOf(people, 0), last: roster })
    const next = compare({ current: feedOf(people, 1), last: roster })

    expect(events(same)).toEqual([])
    expect(events(next)).toEqual(['leaver 00103 2027-01-01T00:00'])
    expect(events(compare({ current: feedOf(people, 2), last: rosterOf(next) }))).toEqual([])
  })

  test('somebody whose last day was over long before and who can still sign in is shown, not locked out', () => {
    const people = withOne({ lastDay: '2025-12-31' })
    const { roster, report } = compare({ current: feedOf(people, 0), directory: directoryOf(people) })
    const next = compare({ current: feedOf(people, 1), last: roster })

    expect([report.events, next.report.events]).toEqual([[], []])
    expect(next.report.suspects).toMatchObject([{ person: '00103', like: null }])
  })
})

describe('what is new since the last feed', () => {
  test.each<readonly [string, Partial<Person>, readonly string[]]>([
    ['nothing', {}, []],
    ['a department', { department: 'HR' }, ['mover 00103 2026-12-02T09:00']],
    ['a title', { title: 'Head of Sales' }, ['mover 00103 2026-12-02T09:00']],
    ['roles', { roles: ['crm-admin'] }, ['mover 00103 2026-12-02T09:00']],
    ['a telephone number', { phone: '+49 30 1234' }, ['correction 00103 2026-12-02T09:00']],
    ['a name', { surname: 'Wilber' }, ['correction 00103 2026-12-02T09:00']],
    ['a first day in the past', { startDate: '2018-01-01' }, ['correction 00103 2026-12-02T09:00']],
    ['a last day', { lastDay: '2026-12-31' }, ['leaver 00103 2027-01-01T00:00']],
    ['a last day in the past', { lastDay: '2026-11-30' }, ['leaver 00103 2026-12-01T00:00']],
    [
      'a last day elsewhere',
      { lastDay: '2026-12-31', timeZone: 'Pacific/Auckland' },
      ['correction 00103 2026-12-02T21:00', 'leaver 00103 2027-01-01T00:00'],
    ],
    [
      'a move on a day to come',
      { department: 'HR', extra: { effective: '2027-01-01' } },
      ['mover 00103 2027-01-01T00:00'],
    ],
  ])('%s', (_name, more, expected) => {
    expect(events(compare({ current: feedOf(withOne(more), 1), last: lastGood() }))).toEqual(expected)
  })

  test('an event says what was and what is', () => {
    const { report } = compare({ current: feedOf(withOne({ department: 'HR' }), 1), last: lastGood() })

    expect(report.events).toMatchObject([
      {
        changes: { department: ['Sales', 'HR'] },
        because: 'department changed',
        effective: '2026-12-02T09:00:00+01:00',
      },
    ])
  })

  const leaving = withOne({ lastDay: '2026-12-31' })

  test.each<readonly [string, Partial<Person>, readonly string[]]>([
    ['is later', { lastDay: '2027-01-31' }, ['date-changed 00103 2027-02-01T00:00']],
    ['is earlier', { lastDay: '2026-12-15' }, ['date-changed 00103 2026-12-16T00:00']],
    ['is gone', {}, ['date-changed 00103 2026-12-02T09:00']],
    ['is the same', { lastDay: '2026-12-31' }, []],
  ])('a last day that %s', (_name, more, expected) => {
    expect(events(compare({ current: feedOf(withOne(more), 1), last: lastGood(leaving) }))).toEqual(expected)
  })

  test.each<readonly [string, Partial<Person>, AccountState, readonly string[]]>([
    ['without a last day', {}, 'disabled', ['rehire 00103 2027-01-05T09:00']],
    ['on a first day to come', { startDate: '2027-02-01' }, 'disabled', ['rehire 00103 2027-02-01T00:00']],
    [
      'and HR has left the old last day',
      { startDate: '2027-02-01', lastDay: '2026-12-31' },
      'disabled',
      ['rehire 00103 2027-02-01T00:00'],
    ],
    [
      'for a fixed term',
      { lastDay: '2027-06-30' },
      'disabled',
      ['rehire 00103 2027-01-05T09:00', 'leaver 00103 2027-07-01T00:00'],
    ],
    ['before anybody was locked out', {}, 'enabled', ['date-changed 00103 2027-01-05T09:00']],
    ['not at all', { lastDay: '2026-12-31' }, 'disabled', []],
  ])('somebody who left comes back %s', (_name, more, state, expected) => {
    const directory = directoryOf({
      ...Object.fromEntries(staff.map(({ employeeId }) => [employeeId, 'enabled' as const])),
      '00103': state as 'enabled',
    })

    expect(events(compare({ current: feedOf(withOne(more), 35), last: lastGood(leaving, 34), directory }))).toEqual(
      expected,
    )
  })

  test('the next employment in the place of one that has not ended leaves its end alone', () => {
    const next = withOne({ startDate: '2027-03-01', lastDay: '2027-06-30' })
    const one = compare({ current: feedOf(next, 1), last: lastGood(leaving) })
    const two = compare({ current: feedOf(next, 2), last: rosterOf(one), directory: directoryOf(staff) })
    const left = { current: feedOf(next, 40), last: rosterOf(two), directory: directoryOf({ '00103': 'disabled' }) }

    expect(events(one)).toEqual(['rehire 00103 2027-03-01T00:00'])
    expect(events(two)).toEqual([])
    expect(events(compare(left))).toEqual(['rehire 00103 2027-03-01T00:00', 'leaver 00103 2027-07-01T00:00'])
  })
})

describe('somebody new', () => {
  const hired = (person: Person, more: Partial<Parameters<typeof compare>[0]> = {}) =>
    compare({ current: feedOf([...staff, person], 1), last: lastGood(), ...more })

  test('without an account is a joiner, and for a fixed term a leaver too', () => {
    expect(events(hired(nora))).toEqual(['joiner 00900 2026-12-15T00:00'])
    expect(events(hired({ ...nora, lastDay: '2027-12-31' }))).toEqual([
      'joiner 00900 2026-12-15T00:00',
      'leaver 00900 2028-01-01T00:00',
    ])
  })

  test('without a first day begins at once', () => {
    const { startDate: _startDate, ...person } = nora

    expect(events(hired(person))).toEqual(['joiner 00900 2026-12-02T08:00'].map((text) => text.replace('T08', 'T09')))
  })

  test('who has an account is left alone, and whose account is disabled comes back', () => {
    expect(events(hired(nora, { directory: directoryOf([...staff, nora]) }))).toEqual([])
    expect(events(hired(nora, { directory: directoryOf({ '00900': 'disabled' }) }))).toEqual([
      'rehire 00900 2026-12-15T00:00',
    ])
  })

  test.each<readonly [string, Person]>([
    ['the number lost its zeros', { ...nora, employeeId: '103' }],
    ['the number has a sign more', { ...nora, employeeId: '00-103' }],
    ['the number differs in case', { ...nora, employeeId: 'a900' }],
    [
      'the name and the first day are those of another',
      { ...nora, givenName: 'Given00103', surname: 'Family00103', startDate: '2019-01-01' },
    ],
  ])('waits where %s', (_name, person) => {
    const others = [...staff, colleague('A900')]
    const last = lastGood(others)

    const { report } = compare({ current: feedOf([...others, person], 1), last })

    expect(report.events).toEqual([])
    expect(report.suspects).toMatchObject([{ person: person.employeeId }])
    expect(report.suspects[0]?.like).not.toBeNull()
  })

  test('of the same name waits where the dates of birth are one, and does not where they differ', () => {
    const born = (date: string) => ({ extra: { birthDate: date } })
    const last = lastGood(withOne(born('1990-05-05')))
    const twin = (date: string) => ({ ...nora, givenName: 'Given00103', surname: 'Family00103', ...born(date) })
    const people = withOne(born('1990-05-05'))

    const [same, other] = ['1990-05-05', '1991-01-01'].map((date) =>
      compare({ current: feedOf([...people, twin(date)], 1), last }),
    )

    expect(same?.report).toMatchObject({ events: [], suspects: [{ person: '00900', like: '00103' }] })
    expect(other && events(other)).toEqual(['joiner 00900 2026-12-15T00:00'])
  })

  test('waits where the name is that of somebody who is missing: the number may be a new one', () => {
    const renumbered = { ...colleague('00103'), employeeId: '77777', startDate: '2026-12-01' }

    const { report } = compare({ current: feedOf([...without('00103'), renumbered], 1), last: lastGood() })

    expect(report).toMatchObject({ events: [], suspects: [{ person: '77777', like: '00103' }], missing: ['00103'] })
  })

  test('goes on when a person has looked', () => {
    const like = { ...nora, employeeId: '103' }
    const given = { current: feedOf([...staff, like], 1), last: lastGood() }
    const waiting = rosterOf(compare(given))

    const later = { current: feedOf([...staff, like], 2), last: waiting, directory: directoryOf(staff) }

    expect(events(compare(later))).toEqual([])
    expect(events(compare({ ...later, released: new Set(['103']) }))).toEqual(['joiner 103 2026-12-15T00:00'])
  })
})

describe('a hire that does not come', () => {
  const hires = [...staff, nora]
  const last = () => rosterOf(compare({ current: feedOf(hires, 1), last: lastGood(), directory: directoryOf(staff) }))

  test.each<readonly [string, Partial<Person>]>([
    ['whose last day lies before the first', { lastDay: '2026-12-14' }],
    ['whose status says so', { extra: { status: 'Cancelled' } }],
  ])('%s is cancelled, once, and comes again when HR says so', (_name, more) => {
    const off = compare({
      current: feedOf([...staff, { ...nora, ...more }], 2),
      last: last(),
      directory: directoryOf(staff),
    })
    const still = compare({
      current: feedOf([...staff, { ...nora, ...more }], 3),
      last: rosterOf(off),
      directory: directoryOf(staff),
    })
    const on = compare({ current: feedOf(hires, 4), last: rosterOf(still), directory: directoryOf(staff) })

    expect(off.report.events.map(({ type, person }) => [type, person])).toEqual([['cancelled', '00900']])
    expect(events(still)).toEqual([])
    expect(events(on)).toEqual(['joiner 00900 2026-12-15T00:00'])
  })

  test('a first day that moves is told', () => {
    const moved = compare({
      current: feedOf([...staff, { ...nora, startDate: '2027-01-15' }], 2),
      last: last(),
      directory: directoryOf(staff),
    })

    expect(events(moved)).toEqual(['date-changed 00900 2027-01-15T00:00'])
    expect(moved.report.events[0]?.changes).toEqual({ startDate: ['2026-12-15', '2027-01-15'] })
  })
})

describe('absence', () => {
  test('is reported and is no event, for as long as it lasts; whoever is back is no joiner', () => {
    const one = compare({ current: feedOf(without('00103'), 1), last: lastGood() })
    const two = compare({ current: feedOf(without('00103'), 2), last: rosterOf(one), directory: directoryOf(staff) })
    const back = compare({ current: feedOf(staff, 3), last: rosterOf(two), directory: directoryOf(staff) })

    expect(one.report).toMatchObject({ verdict: 'ok', events: [], missing: ['00103'] })
    expect(two.report).toMatchObject({ events: [], missing: ['00103'] })
    expect(back.report).toMatchObject({ events: [], missing: [] })
  })

  test('of the last row looks cut, until another feed half a day later ends at the same place', () => {
    const people = without('00106')
    const last = lastGood()
    const { doubted } = compare({ current: feedOf(people, 1), last })

    const [soon, later, other] = [
      compare({ current: feedOf(people, 1.2), last, doubted }),
      compare({ current: feedOf(people, 2), last, doubted }),
      compare({ current: feedOf(people.slice(0, -1), 2), last, doubted }),
    ].map(({ report }) => report)

    expect(doubted).toEqual({ asOf: dayTime(1), sign: 'cut 00106' })
    expect([soon, later, other].map((report) => report?.verdict)).toEqual(['refused', 'ok', 'refused'])
    expect(later).toMatchObject({ events: [], missing: ['00106'] })
  })

  test('of a change that is taken back looks old, until another feed half a day later is the same', () => {
    const [before, after] = [feedOf(staff, 1), feedOf(withOne({ lastDay: '2027-06-30' }), 2)]
    const one = rosterOf(compare({ current: before, last: lastGood() }))
    const last = rosterOf(compare({ current: after, last: one }))
    const again = (days: number) => ({ ...feedOf(staff, days), hash: before.hash })

    const first = compare({ current: again(3), last })
    const second = compare({ current: again(4), last, doubted: first.doubted })

    expect(first.report).toMatchObject({ verdict: 'refused', why: expect.stringContaining('byte for byte') })
    expect(events(second)).toEqual(['date-changed 00103 2026-12-05T09:00'])
  })

  test('of who has left is not even reported', () => {
    const last = lastGood(withOne({ lastDay: '2026-11-30' }))

    expect(compare({ current: feedOf(without('00103'), 1), last }).report.missing).toEqual([])
  })

  const absent = (days: readonly number[], complete: (day: number) => boolean) => {
    let last = lastGood()
    const told: (readonly string[])[] = []
    for (const day of days) {
      const people = without('00103')
      const compared = compare({
        current: feedOf(people, day, { complete: complete(day) }),
        last,
        absence: 'leaver',
        directory: directoryOf(staff),
      })
      told.push(compared.report.events.map(({ type, person }) => `${type} ${person}`))
      last = rosterOf(compared)
    }
    return told
  }

  test.each<readonly [string, readonly number[], (day: number) => boolean, readonly (readonly string[])[]]>([
    ['of two complete feeds a day apart', [1, 2, 3], () => true, [[], ['leaver 00103'], []]],
    ['of complete feeds of one day', [1, 1.5], () => true, [[], []]],
    ['of feeds that do not prove to be complete', [1, 2, 3], () => false, [[], [], []]],
    ['with an incomplete feed between them', [1, 2, 3, 4], (day) => day !== 2, [[], [], [], ['leaver 00103']]],
  ])('counts where the organisation wants it so: %s', (_name, days, complete, expected) => {
    expect(absent(days, complete)).toEqual(expected)
  })

  test('of more than the limit is refused, also where it counts', () => {
    const many = Array.from({ length: 40 }, (_, index) => colleague(`1${String(index).padStart(4, '0')}`))
    const fewer = many.filter((_, index) => index % 6 !== 0)

    const { report } = compare({
      current: feedOf(fewer, 1, { complete: true }),
      last: lastGood(many),
      absence: 'leaver',
      directory: directoryOf(many),
    })

    expect(report).toMatchObject({ verdict: 'refused', why: expect.stringContaining('7 of 40 people') })
  })
})

describe('a push', () => {
  const pushed = (people: readonly Person[], more: Partial<Parameters<typeof compare>[0]> = {}) =>
    compare({ current: feedOf(people, 1), last: lastGood(), partial: true, ...more })

  test('says something of those who are in it, and nothing of the others', () => {
    const { report, roster } = pushed([colleague('00103', { department: 'HR' })])

    expect(report).toMatchObject({ verdict: 'ok', missing: [], events: [{ type: 'mover', person: '00103' }] })
    expect(roster?.people.map(({ person }) => [person.employeeId, person.department])).toEqual(
      staff.map(({ employeeId }) => [employeeId, employeeId === '00103' ? 'HR' : 'Sales']),
    )
  })

  test('of a source that has never spoken joins whoever has no account', () => {
    expect(events(pushed([nora], { last: null, directory: directoryOf(staff) }))).toEqual([
      'joiner 00900 2026-12-15T00:00',
    ])
  })

  test('about the people of another source is refused with the reason', () => {
    const { report } = pushed([colleague('00103', { department: 'HR' })], { owners: new Map([['00103', 'agency']]) })

    expect(report).toMatchObject({ verdict: 'refused', events: [], accepted: 0 })
    expect(report.refused[0]?.why).toContain('belongs to the feed agency')
  })
})

describe('a small feed is refused too', () => {
  test.each<readonly [string, readonly Person[]]>([
    [
      'where two numbers stand beside the names of each other',
      staff.map((person, index) =>
        index > 1 ? person : { ...person, employeeId: staff[1 - index]?.employeeId ?? '' },
      ),
    ],
    ['where most people move at once', staff.map((person) => ({ ...person, department: 'HR' }))],
    ['where most people leave at once', staff.map((person) => ({ ...person, lastDay: '2026-12-24' }))],
    ['where most people are missing', staff.slice(4)],
  ])('%s', (_name, people) => {
    const { report, roster, events: none } = compare({ current: feedOf(people, 1), last: lastGood() })

    expect(report.verdict).toBe('refused')
    expect([roster, none]).toEqual([null, []])
  })
})

test('a feed that has not come yet is refused', () => {
  const { report } = compare({ current: feedOf(staff, 3), last: lastGood(), now: today })

  expect(report.why).toContain(dayTime(3))
})
