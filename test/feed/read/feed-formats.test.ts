import { describe, expect, test } from 'vitest'
import { findings, messages, value } from '../../support/checked.ts'
import { people, read, refusals, settings } from './support.ts'

const adele = { employeeId: '00123', givenName: 'Adele', surname: 'Vance' }
const keys = 'person: { employeeId: Nr, givenName: Vorname, surname: Nachname }\n'

describe('encodings', () => {
  const text = 'employeeId;surname\n00123;Müller-Łukasz\n'
  const utf16 = (order: 'le' | 'be'): Uint8Array => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
    return order === 'le' ? bytes : bytes.swap16()
  }

  test.each([
    ['UTF-8', Buffer.from(text), 'UTF-8'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'UTF-8'],
    ['UTF-16, little end first', utf16('le'), 'UTF-16'],
    ['UTF-16, big end first', utf16('be'), 'UTF-16'],
  ])('%s is recognised', async (_name, bytes, encoding) => {
    const { written, snapshot } = value(await read(bytes))

    expect([written[0], snapshot.people[0]?.person.surname]).toEqual([encoding, 'Müller-Łukasz'])
  })

  test('the one that is named is used', async () => {
    const bytes = Buffer.from('employeeId;surname\n00123;M\xfcller\n', 'latin1')

    expect(await people(bytes, 'encoding: windows-1252')).toMatchObject([{ surname: 'Müller' }])
    expect(
      await people(Buffer.from('employeeId;surname\n00123;\xa3ukasz\n', 'latin1'), 'encoding: iso-8859-2'),
    ).toMatchObject([{ surname: 'Łukasz' }])
  })

  test('bytes that do not decode are refused with their place and what to write, never guessed', async () => {
    const refused = await read(Buffer.from('employeeId;surname\n00123;M\xfcller\n', 'latin1'))

    expect(findings(refused)).toEqual(['hr.csv:2:8 file/encoding'])
    expect(messages(refused)[0]).toContain('encoding: windows-1252')
  })

  test('UTF-16 without a byte order mark is refused', async () => {
    expect(findings(await read(Buffer.from(text, 'utf16le')))).toEqual(['hr.csv:1:1 file/not-text'])
  })
})

describe('CSV', () => {
  test.each([',', ';', '\t', '|'])('the delimiter %j is recognised', async (delimiter) => {
    expect(
      await people(`employeeId${delimiter}surname${delimiter}title\n00123${delimiter}Vance${delimiter}"a:b"\n`),
    ).toEqual([{ employeeId: '00123', surname: 'Vance', title: 'a:b' }])
  })

  test('another delimiter is named', async () => {
    expect(await people('employeeId~surname\n00123~Vance\n', 'delimiter: "~"')).toMatchObject([{ surname: 'Vance' }])
  })

  test('a heading below titles, and rows between heading and data', async () => {
    const feed = 'Staff, all of them\nprinted 2026-11-22\nNr;Vorname;Nachname\ntext;text;text\n00123;Adele;Vance\n'

    expect(await people(feed, `${keys}heading: 3\nskip: 1\n`)).toEqual([adele])
  })

  test('line ends of any kind, and Excel naming the delimiter', async () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect(await people(['sep=;', 'employeeId;givenName;surname', '00123;Adele;Vance', ''].join(end))).toEqual([
        adele,
      ])
  })

  test.each(['TRAILER;2', 'Total: 2', '#EOF;2;;', 'rows;2'])(
    'a last row %s proves that it is whole',
    async (trailer) => {
      const feed = `employeeId;surname;title\n00123;Vance;\n00124;Bowen;\n${trailer}\n`

      const { snapshot } = value(await read(feed))

      expect([snapshot.rows, snapshot.complete, snapshot.refused]).toEqual([2, true, []])
    },
  )

  test('a row that the settings name counts the others; without it the feed is refused', async () => {
    const yaml = 'count: { trailer: T, cell: 3 }'

    expect(value(await read('employeeId,surname,x\n00123,Vance,\nT,x,1\n', yaml)).snapshot.complete).toBe(true)
    expect(findings(await read('employeeId,surname,x\n00123,Vance,\nT,x,2\n', yaml))).toEqual([
      'hr.csv:1:1 feed/incomplete',
    ])
    expect(findings(await read('employeeId,surname,x\n00123,Vance,\n', yaml))).toEqual(['hr.csv:1:1 feed/incomplete'])
  })

  test('somebody who is called Total is somebody', async () => {
    expect(await people('employeeId,surname\n00123,Vance\n00124,Total\n')).toHaveLength(2)
  })
})

describe('JSON and YAML', () => {
  const entries = [
    { Nr: '00123', Name: { First: 'Adele', Last: 'Vance' }, Job: null },
    { Nr: 4711, Name: { First: 'Megan', Last: 'Bowen' }, Job: { Title: 'Lead', Level: 7 } },
  ]
  const yaml =
    'person: { employeeId: Nr, givenName: /Name/First, surname: /Name/Last, title: /Job/Title, costCenter: /Job/Level }\n'
  const expected = [adele, { employeeId: '4711', givenName: 'Megan', surname: 'Bowen', title: 'Lead', costCenter: '7' }]

  test.each([
    ['a list at the top', entries, ''],
    ['the only list below the top', { Report_Entry: entries }, ''],
    ['a list below a map', { d: { results: entries } }, ''],
    ['the list that is named', { Report_Entry: entries, Other: [{ a: 1 }] }, 'records: /Report_Entry\n'],
  ])('%s', async (_name, document, records) => {
    expect(await people(JSON.stringify(document), `${yaml}${records}`)).toEqual(expected)
  })

  test('of two lists one has to be named', async () => {
    const refused = await read(JSON.stringify({ People: entries, Other: [{ a: 1 }] }), yaml)

    expect(messages(refused)[0]).toMatch(/at its top are: People, Other.*records:/)
  })

  test('YAML, whose numbers may have lost their zeros', async () => {
    const feed =
      '- { Nr: "00123", V: Adele, N: Vance }\n- { Nr: 00124, V: Max, N: Bowen }\n- { Nr: 4711, V: Megan, N: Bowen }\n'
    const own = 'person: { employeeId: Nr, givenName: V, surname: N }'

    expect((await people(feed, own)).map(({ employeeId }) => employeeId)).toEqual(['00123', '4711'])
    expect(await refusals(feed, own)).toEqual([
      expect.stringMatching(/^2: employeeId: 00124 is read as the number 124/),
    ])
  })

  test('a map where a text is needed refuses its row', async () => {
    expect(
      await refusals(JSON.stringify(entries), 'person: { employeeId: Nr, surname: /Name/Last, title: Job }'),
    ).toEqual(['2: title: a map stands where a text is needed; use a JSON pointer.'])
  })

  test.each([
    [{ totalCount: 2 }, true],
    [{ '@odata.count': 2 }, true],
    [{ next: null }, false],
  ])('%j beside the list', async (beside, complete) => {
    expect(value(await read(JSON.stringify({ ...beside, rows: entries }), yaml)).snapshot.complete).toBe(complete)
  })

  test('a count that the settings point to', async () => {
    const document = { Report: { Count: '2' }, rows: entries }

    expect(
      value(await read(JSON.stringify(document), `${yaml}count: /Report/Count\nrecords: /rows\n`)).snapshot.complete,
    ).toBe(true)
  })

  test('an error of the HR system is no feed', async () => {
    expect(messages(await read('{"error":{"code":"unauthorized"}}'))[0]).toMatch(
      /no list of people; at its top are: error/,
    )
  })
})

describe('SCIM', () => {
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
  const user = (id: string, number: string, more: object = {}) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
    id,
    userName: `${id}@contoso.com`,
    name: { givenName: 'Adele', familyName: 'Vance' },
    active: true,
    [enterprise]: { employeeNumber: number, department: 'HR', ...more },
  })
  const list = (users: readonly object[], total = users.length) =>
    JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: total,
      Resources: users,
    })

  test('a list of users is recognised, whole, and managers are found by their ids', async () => {
    const users = [
      {
        ...user('a', '00123', { manager: { value: 'b' } }),
        title: 'Analyst',
        phoneNumbers: [
          { type: 'mobile', value: '+491' },
          { type: 'work', value: '+492' },
        ],
        emails: [
          { type: 'work', value: 'w@contoso.com' },
          { type: 'home', value: 'h@example.com' },
        ],
        addresses: [{ type: 'work', country: 'DE' }],
        roles: [{ value: 'crm' }],
      },
      user('b', '00124'),
    ]

    const { format, snapshot, unknown } = value(await read(list(users)))

    expect([format, snapshot.complete, unknown]).toEqual(['scim', true, []])
    expect(snapshot.people[0]?.person).toEqual({
      ...adele,
      title: 'Analyst',
      department: 'HR',
      manager: '00124',
      phone: '+492',
      mobile: '+491',
      personalEmail: 'h@example.com',
      country: 'DE',
      roles: ['crm'],
      extra: { active: true, userName: 'a@contoso.com' },
    })
  })

  test('the settings extend the built-in mapping', async () => {
    const own = 'person: { startDate: "/urn:contoso:hr/hireDate", employeeId: externalId }'

    expect(
      await people(
        list([{ ...user('a', '9'), externalId: '00123', 'urn:contoso:hr': { hireDate: '2026-12-01' } }]),
        own,
      ),
    ).toMatchObject([{ employeeId: '00123', startDate: '2026-12-01', department: 'HR' }])
  })

  test('users without a list around them', async () => {
    expect(await people(JSON.stringify([user('a', '00123'), user('b', '00124')]))).toHaveLength(2)
    expect(await people(JSON.stringify(user('a', '00123')))).toHaveLength(1)
  })

  test('a page of several is refused', async () => {
    expect(findings(await read(list([user('a', '00123')], 5000)))).toEqual(['hr.csv:1:1 feed/incomplete'])
  })
})

describe('when a feed was made', () => {
  const asOf = async (feed: string, yaml: string): Promise<string> => value(await read(feed, yaml)).snapshot.asOf
  const csv = 'employeeId,surname,Stand\n00123,Vance,2026-11-20\n00124,Bowen,2026-11-21T05:00:00+01:00\n'
  const json = '{"Report":{"On":"2026-11-21 06:30:00"},"rows":[{"employeeId":"00123","surname":"Vance"}]}'

  test.each([
    ['the time of the file', csv, '', '2026-11-22T06:00:00Z'],
    ['the newest row of a column', csv, 'asOf: Stand', '2026-11-21T05:00:00+01:00'],
    ['a pointer', json, 'asOf: /Report/On', '2026-11-21T06:30:00Z'],
    ['a date', csv, 'asOf: 2026-11-19', '2026-11-19T00:00:00Z'],
  ])('%s', async (_name, feed, yaml, expected) => {
    expect(await asOf(feed, yaml)).toBe(expected)
  })

  test.each([
    [csv, 'asOf: Stnd', /no such column; did you mean "Stand"/],
    [json, 'asOf: /Report/Nope', /there is no date/],
    [csv, 'asOf: surname', /"Vance" is no date/],
  ])('%# is refused where it is no date', async (feed, yaml, why) => {
    expect(messages(await read(feed, yaml))[0]).toMatch(why)
  })
})

test('a format that is named and is not what comes is refused', async () => {
  expect(findings(await read('{"error":1}', 'format: csv'))).toEqual(['hr.csv:1:1 feed/something-else'])
  expect(findings(await read('a,b\n1,2\n', 'format: json'))).toEqual(['hr.csv:1:1 file/syntax'])
  expect(findings(await read(Buffer.from('PK\x03\x04xxxx'), 'format: csv'))).toEqual(['hr.csv:1:1 file/not-text'])
  expect(settings('format: scim').format).toBe('scim')
})
