import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { refusedText } from '../../src/app/refused-text.ts'
import type { FeedReport } from '../../src/model/feed.ts'
import { hostileRows } from '../support/hostile-rows.ts'
import { documentOf, type JoineryEnd, type JoineryRun, runJoinery } from '../support/run-joinery.ts'

const hr = [
  'Personalnummer;Nachname;Vorname;Eintritt;Land;Vorwahl;Nummer;Status;Firma',
  '00123;Vance;Adele;01.12.2026;Deutschland;+49 30 ;1234;x;Contoso',
  '00124;Müller;Max;1.1.2027;Österreich;;;x;Contoso',
  '4,9E+05;Bowen;Megan;;;;;;',
  '',
].join('\n')

const mapping = [
  'person:',
  '  employeeId: Personalnummer',
  '  surname: Nachname',
  '  givenName: Vorname',
  '  startDate: { from: Eintritt, date: dd.MM.yyyy }',
  '  country: { from: Land, map: { Deutschland: DE, Österreich: AT } }',
  '  phone: ${{ row["Vorwahl"] + row["Nummer"] }}',
  'ignore: [Status]',
  '',
].join('\n')

/** A folder with a feed and its settings, and no configuration. */
const folder = (
  feed = hr,
  settings = mapping,
): ((argv: readonly string[], more?: Partial<JoineryRun>) => Promise<JoineryEnd>) & {
  readonly path: string
} => {
  const path = mkdtempSync(join(tmpdir(), 'joinery-feed-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  writeFileSync(join(path, 'hr.csv'), feed)
  writeFileSync(join(path, 'feed.yaml'), settings)
  return Object.assign(
    (argv: readonly string[], more: Partial<JoineryRun> = {}) => runJoinery(argv, { cwd: path, ...more }),
    { path },
  )
}

describe('joinery feed preview', () => {
  test('shows what maps to what with sample rows, what nothing reads, and what is refused and why', async () => {
    const end = await folder()(['feed', 'preview', 'hr.csv', '--feed', 'feed.yaml'])

    expect(end.code).toBe(0)
    expect(end.stdout).toContain('hr.csv: 3 rows, 2 accepted, 1 refused')
    expect(end.stdout).toContain('UTF-8, delimiter semicolon')
    expect(end.stdout).toMatch(/startDate +Eintritt +2 +2026-12-01 +2027-01-01/)
    expect(end.stdout).toMatch(/country +Land +2 +DE +AT/)
    expect(end.stdout).toMatch(/phone .* 1 +\+49 30 1234 +-/)
    expect(end.stdout).toContain('Nothing reads: Firma')
    expect(end.stdout).toContain('row 4: employeeId: a spreadsheet has turned it into 4,9E+05.')
  })

  test('gives scripts one document of the agreed form', async () => {
    const end = await folder()(['feed', 'preview', 'hr.csv', '--feed', 'feed.yaml', '--json'])

    expect(documentOf<FeedReport>(end)).toMatchObject({
      format: 'joinery.feed/1',
      rows: 3,
      accepted: 2,
      verdict: 'ok',
      why: null,
      refused: [{ row: 4, employeeId: null }],
      missing: [],
      reading: { format: 'csv', complete: false, unknown: ['Firma'] },
    })
  })

  test('shows also a feed of which no row can be used, and ends with 65', async () => {
    const end = await folder(
      hr,
      mapping.replace('dd.MM.yyyy', 'MM/dd/yyyy'),
    )(['feed', 'preview', 'hr.csv', '--feed', 'feed.yaml'])

    expect(end.code).toBe(65)
    expect(end.stdout).toContain('Refused as a whole: no row can be used')
    expect(end.stdout).toMatch(/startDate +Eintritt +0/)
    expect(end.stdout).toContain('row 2 (00123): startDate: day and month could be meant either way round')
  })

  test('reads standard input', async () => {
    const end = await folder()(['feed', 'preview', '-'], { stdin: 'employeeId,surname\n00123,Vance\n' })

    expect([end.code, end.stdout.split('\n')[0]]).toEqual([0, 'standard input: 1 row, 1 accepted, 0 refused'])
  })

  test('writes the refused rows for whoever corrects them, for this user alone, and never over another file', async () => {
    const joinery = folder()
    const argv = ['feed', 'preview', 'hr.csv', '--feed', 'feed.yaml', '--out', 'refused.csv']

    const [first, second] = [await joinery(argv), await joinery(argv)]

    const file = join(joinery.path, 'refused.csv')
    expect(readFileSync(file, 'utf8')).toMatch(
      /^"row","employeeId","why"\r\n"4","","employeeId: a spreadsheet .*"\r\n$/,
    )
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect([first.code, second.code]).toEqual([0, 65])
  })

  test.each([
    ['a feed that cannot be used', 'a,b\n1,2\n', mapping, 65, 'feed/column-missing'],
    ['a feed that is not whole', 'employeeId,surname\n1,Vance\nTRAILER,2\n', 'skip: 0\n', 3, 'feed/incomplete'],
    ['settings that are wrong', hr, 'persn: {}\n', 65, 'file/unknown-key'],
  ])('%s ends with the code of its kind', async (_name, feed, settings, code, fault) => {
    const end = await folder(feed, settings)(['feed', 'preview', 'hr.csv', '--feed', 'feed.yaml', '--json'])

    expect(end.code).toBe(code)
    expect(documentOf(end)).toMatchObject({ error: { code: fault } })
  })

  test('a file that is not there, and an address without encryption', async () => {
    const joinery = folder()

    expect((await joinery(['feed', 'preview', 'nope.csv'])).code).toBe(65)
    expect((await joinery(['feed', 'preview', 'http://hr.contoso.com/feed'])).stderr).toContain('it is not https')
  })

  test('values of the feed cannot act on the terminal', async () => {
    const end = await folder(
      'employeeId,surname,\u001b[2Jx\n00123,Vance,y\n',
      'skip: 0\n',
    )(['feed', 'preview', 'hr.csv', '--no-color'])

    expect(end.stdout).not.toContain('\u001b')
  })
})

describe('the file of refused rows', () => {
  test.each(hostileRows('csv-formula').map(({ id, value }) => [id, value] as const))(
    '%s is no formula in it',
    (_id, value) => {
      const text = refusedText([{ row: 2, employeeId: value, why: value }])

      const [, ...cells] = text.split('\r\n')[1]?.split('","') ?? []
      for (const cell of cells) expect(cell).toMatch(/^['\p{L}]/u)
    },
  )
})
