import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { hostileRows } from '../support/hostile-rows.ts'
import { sharedWorld } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'

const HOUR_MS = 3_600_000
const columns = [
  'employeeId',
  'givenName',
  'surname',
  'department',
  'title',
  'country',
  'startDate',
  'lastDay',
  'timeZone',
]

type Row = { readonly [column: string]: string }

const csv = (rows: readonly Row[], heading: readonly string[] = columns, cells: readonly string[] = heading): string =>
  `${[heading.join(','), ...rows.map((row) => cells.map((column) => row[column] ?? '').join(','))].join('\n')}\n`

const names = ['Müller', 'Okonkwo', 'Nguyễn', 'Smith', 'Zając', 'Haddad', 'Ivanova', 'Ångström']
const departments = ['Sales', 'HR', 'Finance', 'Legal']

const PEOPLE = 40

/** People of whom the company has accounts, on an ordinary day: one leaves at the end of next year, one joins. */
const staff: readonly Row[] = Array.from({ length: PEOPLE }, (_, index) => ({
  employeeId: String(101 + index).padStart(5, '0'),
  givenName: `Given${index}`,
  surname: `${names[index % names.length]}${index}`,
  department: departments[index % departments.length] ?? 'Sales',
  title: index % 2 === 0 ? 'Analyst' : 'Clerk',
  country: 'DE',
  startDate: `2019-0${1 + (index % 9)}-${String(10 + (index % 3)).padStart(2, '0')}`,
  timeZone: 'Europe/Berlin',
}))

const nextYear = new Date().getUTCFullYear() + 1
const leaver: Row = { ...staff[12], lastDay: `${nextYear}-12-31` }
const joiner: Row = {
  ...staff[0],
  employeeId: '09001',
  givenName: 'Nora',
  surname: 'Newman',
  startDate: `${nextYear}-11-15`,
}
const today: readonly Row[] = [...staff.map((row, index) => (index === 12 ? leaver : row)), joiner]

const world = sharedWorld({ mode: 'ad', people: 60 })
let scheduled = ''
let digest = ''

/** Puts the feed where joinery.yaml has it, made so many hours after the good ones, and compares it. */
const sync = async (feed: string | Uint8Array, hours = 3, argv: readonly string[] = []) => {
  world().file('hr.csv', feed)
  const at = new Date(Date.now() + (hours - 6) * HOUR_MS)
  utimesSync(join(world().folder, 'hr.csv'), at, at)
  return world().joinery(['feed', 'sync', 'hr', '--json', ...argv])
}

const schedule = async (): Promise<string> =>
  JSON.stringify(documentOf<{ work: unknown }>(await world().joinery(['schedule', 'list', '--all', '--json'])).work)

const yesterday = csv(staff)

beforeAll(async () => {
  world().file(
    'joinery.yaml',
    `${['organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }', 'ad: practice', 'feeds: { hr: { file: ./hr.csv } }'].join('\n')}\n`,
  )
  const ends = [await sync(yesterday, 0), await sync(csv(staff.slice().reverse()), 1), await sync(csv(today), 2)]
  for (const end of ends) expect(end.code, end.stdout + end.stderr).toBe(0)
  scheduled = await schedule()
  digest = world().digest()
  expect(JSON.parse(scheduled)).toMatchObject([
    { person: '09001', event: 'joiner', state: 'pending' },
    { person: leaver['employeeId'], event: 'leaver', state: 'pending' },
  ])
})

/** A feed that is refused leaves everything as it is: nobody is locked out, nothing is scheduled, moved or cancelled. */
const isRefused = async (feed: string | Uint8Array, hours?: number): Promise<void> => {
  const end = await sync(feed, hours)

  expect([3, 65], end.stdout + end.stderr).toContain(end.code)
  expect(end.stdout).toMatch(/Nothing was changed|"verdict": "refused"|is not text|bytes/)
  expect(await schedule()).toBe(scheduled)
  expect(world().digest()).toBe(digest)
}

const good = csv(today)
const lines = good.split('\n')
const shares = [0, 1, 10, 40, 60, 90, 99]

describe('a feed that was cut', () => {
  test.each(shares.map((share) => [share]))('after %i per cent of the rows', async (share) => {
    await isRefused(`${lines.slice(0, 1 + Math.floor((today.length * share) / 100)).join('\n')}\n`)
  })

  test.each(shares.map((share) => [share]))('after %i per cent of the bytes', async (share) => {
    const bytes = Buffer.from(good)
    await isRefused(bytes.subarray(0, Math.floor((bytes.length * share) / 100)))
  })
})

const changed = (change: Row | ((row: Row, index: number) => Row)): string =>
  csv(today.map((row, index) => ({ ...row, ...(typeof change === 'function' ? change(row, index) : change) })))

const swapped = (date = ''): string => {
  const [year, month, day] = date.split('-')
  return date === '' ? '' : `${year}-${day}-${month}`
}

const before = new Date(Date.now() - 24 * HOUR_MS).toISOString().slice(0, 10)

describe('a feed that is not what HR means', () => {
  test.each<readonly [string, string | Uint8Array]>([
    ['a sign-in page', '<!doctype html><html><body><form>Sign in</form></body></html>'],
    ['an error as JSON', '{"error":{"code":"401","message":"token expired"}}'],
    ['an empty list', '[]'],
    ['the heading alone', `${columns.join(',')}\n`],
    ['zeros instead of text', Buffer.alloc(2048)],
    ['another delimiter in the rows', good.replaceAll(/\n.+/g, (row) => row.replaceAll(',', ';'))],
    [
      'two columns under each other’s headings',
      csv(today, columns, ['employeeId', 'givenName', 'surname', 'title', 'department', ...columns.slice(5)]),
    ],
    ['names the other way round', csv(today, columns, ['employeeId', 'surname', 'givenName', ...columns.slice(3)])],
    ['all values one column to the right', csv(today, columns, ['timeZone', ...columns.slice(0, -1)])],
    ['all values one column to the left', csv(today, columns, [...columns.slice(1), 'employeeId'])],
    [
      'a column that is gone',
      csv(
        today,
        columns.filter((column) => column !== 'department'),
      ),
    ],
    [
      'a key column that is gone',
      csv(
        today,
        columns.filter((column) => column !== 'employeeId'),
      ),
    ],
    ['a column that is empty', changed({ title: '' })],
    ['the file of another company', changed((row) => ({ employeeId: `X${row['employeeId']}` }))],
    ['numbers given anew', changed((row) => ({ employeeId: String(Number(row['employeeId']) + 40_000) }))],
    ['numbers without their zeros', changed((row) => ({ employeeId: String(Number(row['employeeId'])) }))],
    ['numbers of a spreadsheet', changed((row) => ({ employeeId: `${Number(row['employeeId'])}.00E+02` }))],
    ['the same number for all', changed({ employeeId: '00101' })],
    ['no numbers', changed({ employeeId: '' })],
    [
      'numbers mixed up among people',
      changed((_row, index) => ({ employeeId: today[(index + 7) % today.length]?.['employeeId'] ?? '' })),
    ],
    ['yesterday’s file, with the time of today', yesterday],
    ['the file twice, one after the other', good + good],
    ['the file twice under one heading', good + lines.slice(1).join('\n')],
    ['everybody leaves today', changed({ lastDay: before })],
    ['everybody leaves in years', changed({ lastDay: `${nextYear + 5}-12-31` })],
    ['a third leaves', changed((_row, index) => (index % 3 === 0 ? { lastDay: before } : {}))],
    ['everybody in one department', changed({ department: 'Engineering' })],
    ['days and months the other way round', changed((row) => ({ startDate: swapped(row['startDate']) }))],
    [
      'dates as the Americans write them',
      changed((row) => ({ startDate: `0${Number(row['startDate']?.slice(5, 7))}/01/2019` })),
    ],
    ['dates that are none', changed({ startDate: '2019-02-30' })],
    ['everybody begins in years', changed({ startDate: `${nextYear + 5}-01-01` })],
    [
      'bytes of another encoding',
      Buffer.from(
        changed((row) => ({ surname: row['surname']?.replace('ễ', 'e').replace('ą', 'a') ?? '' })),
        'latin1',
      ),
    ],
    ['letters read in another encoding', Buffer.from(Buffer.from(good).toString('latin1'))],
    ['letters that were lost', good.replaceAll(/[^\x20-\x7e\n]/g, '?')],
    ['UTF-16 that does not say so', Buffer.from(good, 'utf16le')],
    ['no line break at its end', good.trimEnd()],
    ['a count of more rows than there are', `${good}TRAILER,5000\n`],
    [
      'thirty people more than there were',
      csv([
        ...today,
        ...Array.from({ length: 30 }, (_, index) => ({
          ...joiner,
          employeeId: `0950${index}`,
          surname: `Stranger${index}`,
        })),
      ]),
    ],
    ['a third of the rows wrong', changed((_row, index) => (index % 3 === 0 ? { employeeId: '#REF!' } : {}))],
    ['an open quote', good.replace('Given5', '"Given5')],
  ])('%s', async (_name, feed) => {
    await isRefused(feed)
  })

  test('an older feed', async () => {
    await isRefused(
      changed((_row, index) => (index === 3 ? { title: 'Manager' } : {})),
      1.5,
    )
  })

  test('a feed of the day after tomorrow', async () => {
    await isRefused(good, 72)
  })

  test.each(hostileRows('hr-feed').map((row) => [`${row.id} ${row.why}`, row.value] as const))(
    '%s',
    async (_name, value) => {
      await isRefused(value)
    },
  )
})

describe('after all of them', () => {
  test('the right feed means nothing new', async () => {
    const end = await sync(good, 4)

    expect([end.code, documentOf(end)]).toMatchObject([0, { verdict: 'ok', events: [], missing: [], work: [] }])
    expect(await schedule()).toBe(scheduled)
  })

  test('somebody who has looked may take one all the same', async () => {
    const feed = changed((_row, index) => (index > 0 ? { department: 'Engineering' } : {}))
    const refused = await sync(feed, 5)
    const accepted = await sync(feed, 5, ['--accept'])

    expect(refused.code).toBe(3)
    expect([accepted.code, documentOf(accepted)]).toMatchObject([0, { verdict: 'ok' }])
    expect(await schedule()).not.toBe(scheduled)
  })
})
