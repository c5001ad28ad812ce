import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zipStored } from '../../../src/feed/read/zip.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { bomb, makeWorkbook, workbookFiles } from './make-workbook.ts'
import { people, read, refusals } from './support.ts'

const heading = ['Nr', 'Nachname', 'Eintritt', 'Telefon', 'Abteilung']
const keys =
  'person: { employeeId: Nr, surname: Nachname, startDate: Eintritt, phone: Telefon, department: Abteilung }\n'
const staff = (...rows: Parameters<typeof makeWorkbook>[0][string][]) =>
  makeWorkbook({ Staff: [heading, ...rows.flat()] })

describe('an Excel workbook', () => {
  test('is recognised; texts keep their zeros, days are days, numbers keep their digits', async () => {
    const bytes = staff([
      ['00123', 'Vance & Co <x>', { day: 46357 }, 491712345678, 'HR'],
      ['00124', 'Łukasz', 46357, '+49 30', null],
      [4711, 'Bowen', '2026-12-01', null, true],
    ])

    expect(await people(bytes, keys)).toEqual([
      {
        employeeId: '00123',
        surname: 'Vance & Co <x>',
        startDate: '2026-12-01',
        phone: '491712345678',
        department: 'HR',
      },
      { employeeId: '00124', surname: 'Łukasz', startDate: '2026-12-01', phone: '+49 30' },
      { employeeId: '4711', surname: 'Bowen', startDate: '2026-12-01', department: 'true' },
    ])
  })

  test('with employee numbers that are numbers is noted, unless their length is given', async () => {
    const bytes = staff([
      [123, 'Vance', null, null, null],
      ['00123', 'Bowen', null, null, null],
    ])

    expect(value(await read(bytes, keys)).notes).toEqual([
      expect.stringMatching(/^1 employee numbers are numbers .*from: Nr, digits: 5/),
      '00123 and 123 differ in leading zeros only; look at them again.',
    ])
    expect(
      await people(staff([[123, 'Vance', null, null, null]]), keys.replace('Nr,', '{ from: Nr, digits: 5 },')),
    ).toEqual([{ employeeId: '00123', surname: 'Vance' }])
  })

  test('says what a spreadsheet has done to values, with the row as Excel numbers it', async () => {
    const bytes = staff([
      [{ error: '#REF!' }, 'Vance', null, null, null],
      ['00124', 'Bowen', null, null, { error: '#N/A' }],
      [],
      [1.234_567_890_123_456_7e20, 'Wilber', null, null, null],
      ['00125', 'Kahn', null, 1.23e20, null],
      ['00126', 'Lee', null, null, 'HR'],
    ])

    expect(await refusals(bytes, keys)).toEqual([
      expect.stringMatching(/^2: employeeId: #REF! is an error of a spreadsheet/),
      expect.stringMatching(/^3: department: #N\/A is an error of a spreadsheet/),
      expect.stringMatching(/^5: employeeId: /),
      expect.stringMatching(/^6: phone: a spreadsheet has turned it into 1.23e\+20/),
    ])
  })

  test('with several sheets: the first, the one that is named, the one that is numbered', async () => {
    const sheet = (name: string) => [heading, ['00123', name, null, null, null]]
    const bytes = makeWorkbook({ A: sheet('Vance'), B: sheet('Bowen') })

    expect(await people(bytes, keys)).toMatchObject([{ surname: 'Vance' }])
    expect(await people(bytes, `${keys}sheet: B\n`)).toMatchObject([{ surname: 'Bowen' }])
    expect(await people(bytes, `${keys}sheet: 2\n`)).toMatchObject([{ surname: 'Bowen' }])
    expect(value(await read(bytes, keys)).notes).toEqual([expect.stringContaining('There are also: B')])
    expect(messages(await read(bytes, `${keys}sheet: b\n`))[0]).toMatch(/no sheet "b".*Did you mean "B"/)
  })

  test('with titles above the heading, and a row that counts the others', async () => {
    const bytes = makeWorkbook({ S: [['Staff'], [], heading, ['00123', 'Vance', null, null, null], ['Total', 1]] })

    expect(value(await read(bytes, `${keys}heading: 3\n`)).snapshot).toMatchObject({ rows: 1, complete: true })
  })

  test('that is damaged, cut, encrypted, none, or far larger than it looks is refused', async () => {
    const whole = Buffer.from(staff([['00123', 'Vance', null, null, null]]))
    const damaged = Buffer.from(bomb('xl/workbook.xml', 1000))
    damaged[60] = (damaged[60] ?? 0) ^ 0xff
    const files = workbookFiles({ Staff: [heading] })
    const far = (cell: string) =>
      zipStored(
        files.map((file) =>
          file.name.endsWith('sheet1.xml')
            ? { ...file, bytes: Buffer.from(Buffer.from(file.bytes).toString().replace('r="B1"', `r="${cell}"`)) }
            : file,
        ),
      )
    const archives = [
      whole.subarray(0, whole.length / 2),
      damaged,
      zipStored(files.filter(({ name }) => name !== 'xl/workbook.xml')),
      zipStored([{ name: 'readme.txt', bytes: Buffer.from('hello') }]),
      bomb('xl/worksheets/sheet1.xml', 300 << 20),
      far('XFD1'),
      far('B1048577'),
      far('ALL900000'),
      far('\u00ff1'),
    ]

    for (const bytes of archives) expect(findings(await read(bytes, keys))).toEqual(['hr.csv:1:1 feed/workbook'])
    expect(messages(await read(archives[4] ?? whole, keys))[0]).toContain('larger unpacked than any workbook')
  })

  test('with any byte changed is read or refused, never more than that', async () => {
    const whole = staff([['00123', 'Vance', { day: 46357 }, null, null]])
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const bytes = Buffer.from(whole)
        bytes[at] = byte
        const checked = await read(bytes, keys)
        expect(checked.ok || checked.faults.length > 0).toBe(true)
      }),
      { seed: 6, numRuns: 400 },
    )
  })
})
