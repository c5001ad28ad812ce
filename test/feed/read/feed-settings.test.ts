import { describe, expect, test } from 'vitest'
import { loadFeedSettings } from '../../../src/feed/read/load-feed-settings.ts'
import { compileRow } from '../../../src/playbook/compile-row.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { people, read, refusals } from './support.ts'

const load = (text: string) => loadFeedSettings(text, 'feed.yaml', compileRow)

describe('feed.yaml', () => {
  test('the example of the documentation is read', () => {
    const text = [
      'format: csv',
      'encoding: utf-8',
      'records: /Report_Entry',
      'person:',
      '  employeeId: Personalnummer',
      '  startDate: { from: Eintritt, date: dd.MM.yyyy }',
      '  country: { from: Land, map: { Deutschland: DE, Österreich: AT } }',
      '  phone: ${{ row["Vorwahl"] + row["Nummer"] }}',
      'ignore: [Status]',
      'skip: 1',
      'asOf: /Report/GeneratedOn',
    ].join('\n')

    const { rules, skip, asOf } = value(load(text))

    expect([rules.map(({ field }) => field).sort(), skip, asOf]).toEqual([
      ['country', 'employeeId', 'phone', 'startDate'],
      1,
      '/Report/GeneratedOn',
    ])
  })

  test.each([
    ['encodng: utf-8', 'feed.yaml:1:1 file/unknown-key', /Did you mean "encoding"/],
    ['person: { employeID: Nr }', 'feed.yaml:1:11 file/unknown-key', /Did you mean "employeeId"/],
    ['person:\n  startDate: { form: Eintritt }', 'feed.yaml:2:16 file/unknown-key', /Did you mean "from"/],
    ['person:\n  startDate: { from: A, date: DD.MM.YYYY }', 'feed.yaml:2:31 file/wrong-value', /write dd/],
    ['person:\n  title: { from: A, date: dd.MM.yyyy }', 'feed.yaml:2:21 file/wrong-value', /title is no date/],
    [
      'person:\n  lastDay: { from: A, date: d MMM yyyy, language: klingonese-xx-yy }',
      'feed.yaml:2:51 file/wrong-value',
      /language/,
    ],
    ['format: xls', 'feed.yaml:1:9 file/wrong-value', /xlsx/],
    ['records: Report', 'feed.yaml:1:10 file/wrong-value', /no JSON pointer/],
    ['delimiter: "ab"', 'feed.yaml:1:12 file/wrong-value', /no delimiter/],
    ['skip: -1', 'feed.yaml:1:7 file/wrong-value', /at least 0|less than|0/],
    ['person:\n  phone: ${{ rwo.Nummer }}', 'feed.yaml:2:14 playbook/unknown-name', /Did you mean "row"/],
    ['person:\n  phone: ${{ row.Nummer + }}', expect.stringMatching(/^feed.yaml:2:\d+ playbook\/expression/), /./],
    ['person:\n  extra: { __proto__: A }', expect.stringMatching(/file\/forbidden-key/), /cannot be a key/],
  ])('%s is refused at its place', (text, finding, message) => {
    const refused = load(text)

    expect(findings(refused)).toContainEqual(finding)
    expect(messages(refused).join('\n')).toMatch(message)
  })

  test('without what runs expressions, they are refused', () => {
    expect(findings(loadFeedSettings('person: { phone: "${{ row.Nummer }}" }', 'feed.yaml'))).toEqual([
      'feed.yaml:1:18 feed/expression',
    ])
  })
})

describe('columns', () => {
  test('are found by the settings, else by the name of the field without case, blanks and underscores', async () => {
    const feed = 'Employee_ID;SURNAME;Vorname;given name;extra.badge\n00123;Vance;Adele;wrong;7\n'

    expect(await people(feed, 'person: { givenName: Vorname }')).toEqual([
      { employeeId: '00123', surname: 'Vance', givenName: 'Adele', extra: { badge: '7' } },
    ])
  })

  test('that are named and not there are refused with what could be meant', async () => {
    const refused = await read('Nr,Name\n1,Vance\n', 'person: { employeeId: Nr, surname: Nme }')

    expect(messages(refused)).toEqual([
      'surname comes from "Nme", and hr.csv has no such column. Nothing was changed. Did you mean "Name"? The columns are: Nr, Name.',
    ])
  })

  test('that an expression names and that are not there are refused, unless it asks for them', async () => {
    const feed = 'employeeId,surname\n00123,Vance\n'

    expect(findings(await read(feed, 'person: { phone: "${{ row.Nummer }}" }'))).toEqual([
      'hr.csv:1:1 feed/column-missing',
    ])
    expect(await people(feed, `person: { phone: "\${{ has(row.Nummer) ? row.Nummer : '' }}" }`)).toHaveLength(1)
  })

  test('that nothing reads are told, those to be ignored are not', async () => {
    const { unknown } = value(await read('employeeId,surname,Status,Firma\n00123,Vance,x,y\n', 'ignore: [Status]'))

    expect(unknown).toEqual(['Firma'])
  })

  test('without a heading are told where they have values', async () => {
    const { notes } = value(await read('employeeId,surname,,\n00123,Vance,,x\n'))

    expect(notes).toEqual(['Column 4 has values and no heading; nothing reads it.'])
  })

  test('of one name are refused where they are read, and nowhere else', async () => {
    const feed = 'employeeId,surname,Note,Note\n00123,Vance,a,b\n'

    expect(findings(await read(feed, 'person: { title: Note }'))).toEqual(['hr.csv:1:1 feed/field-twice'])
    expect(await people(feed)).toHaveLength(1)
    expect(findings(await read('employeeId,Employee ID,surname\n1,2,Vance\n'))).toEqual(['hr.csv:1:1 feed/field-twice'])
  })
})

describe('values', () => {
  const one = async (cell: string, rule: string): Promise<unknown> => {
    const [person] = await people(`employeeId,surname,C\n00123,Vance,"${cell}"\n00124,Bowen,\n`, `person: { ${rule} }`)
    return person
  }

  test('are mapped; a target stands for itself', async () => {
    const rule = 'country: { from: C, map: { Deutschland: DE } }'

    expect([await one('Deutschland', rule), await one('DE', rule)]).toMatchObject([
      { country: 'DE' },
      { country: 'DE' },
    ])
  })

  test('that the map does not have refuse the row, stay or are dropped', async () => {
    const feed = 'employeeId,surname,C\n00123,Vance,Presales\n00124,Bowen,\n'
    const rule = (others: string) => `person: { department: { from: C, map: { Vertrieb: Sales }${others} } }`

    expect(await refusals(feed, rule(''))).toEqual([
      '2: department: "Presales" is not in the map of the settings. Add it there.',
    ])
    expect((await people(feed, rule(', others: keep')))[0]).toMatchObject({ department: 'Presales' })
    expect((await people(feed, rule(', others: empty')))[0]).not.toHaveProperty('department')
  })

  test('of numbers are filled with zeros where that is asked for', async () => {
    expect(
      await people('Nr,surname\n123,Vance\n00124,Bowen\n', 'person: { employeeId: { from: Nr, digits: 5 } }'),
    ).toMatchObject([{ employeeId: '00123' }, { employeeId: '00124' }])
  })

  test('of lists are split', async () => {
    expect(await one('crm, sales ,', 'roles: { from: C, split: "," }')).toMatchObject({ roles: ['crm', 'sales'] })
  })

  test('of expressions are used as they come, and one that fails refuses its row alone', async () => {
    const feed = 'employeeId,surname,A,B\n00123,Vance,+49 30,1234\n00124,Bowen,,\n'

    expect(await people(feed, 'person: { phone: "${{ row.A + row.B }}", title: "${{ row.A }} x" }')).toMatchObject([
      { phone: '+49 301234', title: '+49 30 x' },
      { employeeId: '00124', title: 'x' },
    ])
    expect(await refusals(feed, 'person: { title: "${{ 1 / size(row.B) }}" }')).toEqual([
      expect.stringMatching(/^3: title: /),
    ])
  })

  test('of dates follow their patterns', async () => {
    const rule = 'startDate: { from: C, date: [dd.MM.yyyy, M/d/yyyy] }'

    expect([await one('01.12.2026', rule), await one('12/1/2026', rule)]).toMatchObject([
      { startDate: '2026-12-01' },
      { startDate: '2026-12-01' },
    ])
  })

  test('of last days that mean none are none', async () => {
    expect(await one('31.12.9999', 'lastDay: { from: C, date: dd.MM.yyyy }')).not.toHaveProperty('lastDay')
  })
})
