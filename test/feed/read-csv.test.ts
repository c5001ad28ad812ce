import { describe, expect, test } from 'vitest'
import { readPeople } from '../../src/feed/read-people.ts'
import { findings, messages, value } from '../support/checked.ts'
import { readText } from '../support/read-inputs.ts'

const csv = (text: string) => readText('hires.csv', text)
const persons = (text: string) => value(csv(text)).people.map((record) => record.person)
const adele = { employeeId: '00123', givenName: 'Adele', surname: 'Vance' }

describe('CSV as spreadsheets write it', () => {
  test.each([
    ['commas', 'employeeId,givenName,surname\n00123,Adele,Vance\n'],
    ['semicolons', 'employeeId;givenName;surname\n00123;Adele;Vance\n'],
    ['tabs', 'employeeId\tgivenName\tsurname\n00123\tAdele\tVance\n'],
    ['a byte order mark and Windows line ends', '\ufeffemployeeId;givenName;surname\r\n00123;Adele;Vance\r\n'],
    ['old Macintosh line ends', 'employeeId;givenName;surname\r00123;Adele;Vance\r'],
    ['quotes around everything', '"employeeId","givenName","surname"\n"00123","Adele","Vance"\n'],
    ['the delimiter in a line of its own', 'sep=;\r\nemployeeId;givenName;surname\r\n00123;Adele;Vance\r\n'],
    ['no line end at the end', 'employeeId,givenName,surname\n00123,Adele,Vance'],
    ['blank lines and empty rows', '\n\nemployeeId,givenName,surname\n\n00123,Adele,Vance\n\n,,\n'],
    ['other spellings of the headings', 'EMPLOYEE_ID,Given Name,SurName\n00123,Adele,Vance\n'],
  ])('%s', (_name, text) => {
    expect(persons(text)).toEqual([adele])
  })

  test('UTF-16 with a byte order mark', () => {
    const bytes = Buffer.from('\ufeffemployeeId;givenName;surname\r\n00123;Adele;Vance\r\n', 'utf16le')

    expect(value(readPeople([{ name: 'hires.csv', bytes }])).people[0]?.person).toEqual(adele)
  })

  test('Windows-1252 when it is named, refused with the hint when it is not', () => {
    const bytes = Buffer.from('employeeId;surname\r\n1;Müller\r\n', 'latin1')

    const refused = readPeople([{ name: 'hires.csv', bytes }])
    const named = readPeople([{ name: 'hires.csv', bytes, encoding: 'windows-1252' }])

    expect(findings(refused)).toEqual(['hires.csv:2:4 file/encoding'])
    expect(messages(refused)[0]).toContain('encoding: windows-1252')
    expect(value(named).people[0]?.person.surname).toBe('Müller')
  })

  test('delimiters, quotes and bars inside a quoted cell stay text', () => {
    expect(persons('employeeId,surname,title\n1,"O""Neil, Jr.",a|b;c\n')[0]).toEqual({
      employeeId: '1',
      surname: 'O"Neil, Jr.',
      title: 'a|b;c',
    })
  })

  test('a list stands in one cell, separated by bars', () => {
    expect(persons('employeeId,surname,roles\n1,Vance,crm-admin | buyer\n')[0]?.roles).toEqual(['crm-admin', 'buyer'])
  })

  test('own fields stand under extra', () => {
    expect(persons('employeeId,surname,extra.badge,Extra.Car Park\n1,Vance,007,B2\n')[0]?.extra).toEqual({
      badge: '007',
      'Car Park': 'B2',
    })
  })

  test('every cell keeps its place, behind cells with line breaks too', () => {
    const text = 'employeeId,title,country\r\n1,"a, ""b""",DE\r\n\r\n2,"x\r\ny",Germany\r\n3,z,France\r\n'

    expect(findings(csv(text)).filter((finding) => finding.endsWith('wrong-value'))).toEqual([
      'hires.csv:4:3 file/wrong-value',
      'hires.csv:5:4 file/wrong-value',
      'hires.csv:6:5 file/wrong-value',
    ])
  })
})

describe('CSV that could put a value under the wrong heading is refused', () => {
  const refusals: readonly (readonly [string, string, string, string])[] = [
    ['a heading alone', 'employeeId,surname\n', '1:1 feed/no-people', 'a heading and no rows'],
    [
      'a row with too few cells',
      'employeeId,surname,title\n1,Vance\n',
      '2:1 feed/row-width',
      '2 cells, and the heading has 3',
    ],
    [
      'a row with too many cells',
      'employeeId,surname\n1,Vance, Adele\n',
      '2:1 feed/row-width',
      '3 cells, and the heading has 2',
    ],
    ['an unknown column', 'employeeId,surname,salary\n1,Vance,5\n', '1:20 feed/unknown-column', 'extra.<name>'],
    ['a misspelt column', 'employeeId,surnam\n1,Vance\n', '1:12 feed/unknown-column', 'Did you mean "surname"?'],
    [
      'a column twice',
      'employeeId,surname,Sur Name\n1,Vance,Wilber\n',
      '1:20 feed/doubled-heading',
      'surname was given before',
    ],
    [
      'an own field that reaches a prototype',
      'employeeId,surname,extra.__proto__\n1,Vance,x\n',
      '1:20 feed/unknown-column',
      '__proto__',
    ],
    ['no column for the key', 'surname\nVance\n', '1:1 feed/no-key-column', 'employeeId'],
    ['a column without a heading', 'employeeId,surname,\n1,Vance,\n', '1:20 feed/no-heading', 'Column 3'],
    [
      'a quote that is not closed',
      'employeeId,surname\n1,Vance\n2,"Wilber\n3,Young\n',
      '3:1 feed/csv-syntax',
      'never closed',
    ],
    ['a quote in the middle of a cell', 'employeeId,surname\n1,Van"ce\n', '2:1 feed/csv-syntax', 'middle of a cell'],
    ['text behind a closing quote', 'employeeId,surname\n1,"Van"ce\n', '2:1 feed/csv-syntax', 'closing quote'],
    [
      'an empty role',
      'employeeId,surname,roles\n1,Vance,a||b\n',
      '2:9 file/wrong-value',
      'roles[2]: it has nothing but blanks',
    ],
    ['an empty key', 'employeeId,surname\n,Vance\n', '2:1 file/wrong-value', 'employeeId: it is missing'],
    ['a blank key', 'employeeId,surname\n ,Vance\n', '2:1 file/wrong-value', 'employeeId: it is empty'],
    [
      'a key in scientific notation',
      'employeeId,surname\n1.00E+05,Vance\n',
      '2:1 file/wrong-value',
      'scientific notation',
    ],
    ['a thousand columns and more', `employeeId${',a'.repeat(2000)}\n`, '1:1 feed/too-many-columns', '2001 columns'],
  ]
  test.each(refusals)('%s', (_name, text, finding, words) => {
    const refused = csv(text)

    expect(findings(refused)).toContain(`hires.csv:${finding}`)
    expect(messages(refused).join('\n')).toContain(words)
  })

  test('a row that goes on for ever', () => {
    expect(findings(csv(`employeeId,surname\n1,"${'x'.repeat(3_000_000)}"\n`))).toEqual([
      'hires.csv:2:1 feed/csv-syntax',
    ])
  })
})

test('twenty thousand rows are read', () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `${10_000 + index};Vance;Head of Sales;DE`)

  const read = value(csv(['employeeId;surname;title;country', ...rows].join('\r\n')))

  expect(read.people).toHaveLength(20_000)
  expect(read.people.at(-1)?.fields.country).toEqual({ file: 'hires.csv', line: 20_001, column: 27 })
})
