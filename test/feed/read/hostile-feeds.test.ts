import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainSettings } from '../../../src/feed/read/feed-settings.ts'
import { readFeed } from '../../../src/feed/read/read-feed.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { hostileRows } from '../../support/hostile-rows.ts'
import { context, read, refusals } from './support.ts'

/** Feeds of the corpus that are read: what is wrong with them shows only beside the last feed. */
const needsLastFeed = ['one row where yesterday had thousands', 'key column renamed']

/** As far as single bytes go, the corpus writes them as characters up to U+00FF. */
const bytesOf = (text: string): readonly Uint8Array[] =>
  /^[\0-\xff]*$/.test(text) ? [Buffer.from(text), Buffer.from(text, 'latin1')] : [Buffer.from(text)]

describe('feeds that cannot be meant are refused as a whole', () => {
  const rows = hostileRows('hr-feed').filter(({ why }) => !needsLastFeed.includes(why))

  test.each(rows.map((row) => [`${row.id} ${row.why}`, row] as const))('%s', async (_name, { value: hostile }) => {
    for (const bytes of bytesOf(hostile)) {
      const refused = await read(bytes)

      expect(findings(refused).length).toBeGreaterThan(0)
      expect(messages(refused)[0]).toMatch(/Nothing was changed|quote|bytes|is not text/)
    }
  })

  test.each([
    ['a doubled column', 'employeeId,surname,surname\n00123,Vance,Wilber\n'],
    ['all rows doubled', 'employeeId,surname\n00123,Vance\n00124,Wilber\n00123,Vance\n00124,Wilber\n'],
    ['columns shifted by one', 'employeeId,surname,startDate\nVance,2026-12-01,00123\nWilber,2026-12-01,00124\n'],
    ['a key column of placeholders', 'employeeId,surname\nPENDING,Vance\nN/A,Wilber\n'],
    [
      'a page with a link to the next',
      '{"value":[{"employeeId":"00123","surname":"Vance"}],"@odata.nextLink":"https://hr.example/2"}',
    ],
    ['a list that counts more people', '{"Resources":[{"employeeId":"00123","surname":"Vance"}],"totalResults":5000}'],
    ['a trailer that counts more rows', 'employeeId,surname\n00123,Vance\nTRAILER,2\n'],
    ['a file that ends in the middle of a row', 'employeeId,surname,title\n00123,Vance,HR\n00124,Wil'],
    ['JSON that ends in the middle', '[{"employeeId":"00123","surname":"Vance"},{"emplo'],
    ['a list of texts', '["00123","00124"]'],
    ['a cell reference that broke', 'employeeId,surname\n#REF!,Vance\n#REF!,Wilber\n'],
    ['another delimiter in the rows', 'employeeId;surname\n00123,Vance\n00124,Wilber\n'],
    ['a heading in another language', 'Personalnummer;Nachname\n00123;Vance\n'],
  ])('%s', async (_name, hostile) => {
    expect(findings(await read(hostile)).length).toBeGreaterThan(0)
  })

  test.each(needsLastFeed)('%s: is read, with the columns by which the last feed is compared', async (why) => {
    const hostile = hostileRows('hr-feed').find((row) => row.why === why)?.value ?? ''

    const { snapshot } = value(await read(hostile))

    expect([snapshot.rows, snapshot.complete, snapshot.columns?.length]).toEqual([1, false, 4])
  })
})

describe('a row that is wrong is taken out, with its reason', () => {
  test.each([
    ['too few cells', '00125,Wilber,HR', /^3: The row has 3 cells, and the heading has 4/],
    ['too many cells', '00125,Wilber,HR,,x', /^3: The row has 5 cells/],
    ['a damaged number', '1.00E+05,Wilber,HR,', /^3: employeeId: a spreadsheet has turned it into 1.00E\+05/],
    ['a date both ways round', '00125,Wilber,HR,01/02/2026', /^3: startDate: day and month could be meant/],
    ['an error of a spreadsheet', '00125,Wilber,#N/A,', /^3: department: #N\/A is an error of a spreadsheet/],
    ['no name', '00125,,HR,', /^3: .*neither givenName nor surname/],
    ['no number', ',Wilber,HR,', /^3: employeeId: it is empty/],
    ['a control character', '00125,Wil\u0007ber,HR,', /^3: surname: it has a control character/],
  ])('%s', async (_name, row, why) => {
    const all = await refusals(
      `employeeId,surname,department,startDate\n00123,Vance,HR,2026-12-01\n${row}\n00124,Bowen,HR,\n`,
    )

    expect(all).toEqual([expect.stringMatching(why)])
  })

  test('both rows of a number that is there twice, also in another case', async () => {
    const feed = 'employeeId,surname\nA12,Vance\n00123,Bowen\na12,Wilber\n'

    const { snapshot } = value(await read(feed))

    expect(snapshot.people.map(({ person }) => person.employeeId)).toEqual(['00123'])
    expect(snapshot.refused.map(({ row, employeeId }) => [row, employeeId])).toEqual([
      [2, 'A12'],
      [4, 'a12'],
    ])
  })

  test('a row that is right beside one of the same number that is wrong', async () => {
    const feed = 'employeeId,surname,startDate\n00123,Vance,2026-12-01\n00123,Vance,soon\n00124,Bowen,\n'

    expect((await refusals(feed)).map((text) => text.slice(0, 2))).toEqual(['2:', '3:'])
  })

  test('rows are numbered as a spreadsheet numbers them, blank ones included', async () => {
    expect(await refusals('employeeId,surname\n\n00123,Vance\n\n\n,Bowen\n')).toEqual([expect.stringMatching(/^6: /)])
  })
})

describe('whatever comes in', () => {
  const settings =
    'person: { employeeId: Nr, startDate: { from: Eintritt, date: dd.MM.yyyy }, title: "${{ row.Titel }}" }\n'

  test('what is read for sync is what the preview shows, and nothing is read of which no row can be used', async () => {
    const own = { ...context, tryOut: false }
    const good = value(await readFeed(Buffer.from('employeeId,surname\n00123,Vance\n'), plainSettings, own))

    expect(good).toEqual(value(await read('employeeId,surname\n00123,Vance\n')).snapshot)
    expect(findings(await readFeed(Buffer.from('employeeId,surname\nPENDING,Vance\n'), plainSettings, own))).toEqual([
      'hr.csv:1:1 feed/nothing-usable',
    ])
  })

  test('bytes are read or refused with a fault, never with anything else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const checked = await read(bytes)
        expect(checked.ok || checked.faults.length > 0).toBe(true)
      }),
      { seed: 6, numRuns: 300 },
    )
  })

  test('texts below a heading are read or refused, and every row is accounted for', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('00123', '01.12.2026', '#REF!', '=1+1', '"', ';'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }), async (rows) => {
        const body = rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(';')).join('\n')
        const checked = await read(`Nr;surname;Eintritt;Titel\n4711;Vance;01.12.2026;HR\n${body}\n`, settings)
        if (checked.ok) {
          const { snapshot } = checked.value
          expect(snapshot.people.length + snapshot.refused.length).toBe(snapshot.rows)
        } else expect(checked.faults.length).toBeGreaterThan(0)
      }),
      { seed: 6, numRuns: 300 },
    )
  })

  test('JSON of any form is read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), fc.boolean(), async (text, wrapped) => {
        const checked = await read(wrapped ? `{"value":[${text},{"employeeId":"1","surname":"Vance"}]}` : text)
        expect(checked.ok || checked.faults.length > 0).toBe(true)
      }),
      { seed: 6, numRuns: 300 },
    )
  })

  test('a feed cut at any byte gives nobody a value that was not in it', async () => {
    const feed = 'employeeId,surname,department\n00123,Vance,HR\n00124,Bowen,Sales\n00125,Wilber,Legal\n'
    const whole = new Map(value(await read(feed)).snapshot.people.map(({ person }) => [person.employeeId, person]))
    for (let end = 0; end < feed.length; end++) {
      const checked = await read(feed.slice(0, end))
      if (!checked.ok) continue
      const { people, ended } = checked.value.snapshot
      // The last value of a file without a last line break may be cut; the snapshot says so.
      for (const { person } of ended ? people : people.slice(0, -1))
        expect(person).toEqual(whole.get(person.employeeId))
    }
  })
})
