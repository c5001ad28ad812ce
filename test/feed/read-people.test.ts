import { describe, expect, test } from 'vitest'
import { readPeople } from '../../src/feed/read-people.ts'
import { findings, messages, value } from '../support/checked.ts'
import { readText } from '../support/read-inputs.ts'

const adele = { employeeId: '00123', givenName: 'Adele', surname: 'Vance' }
const persons = (checked: ReturnType<typeof readText>) => value(checked).people.map((record) => record.person)

describe('one person or many, in each format', () => {
  test.each([
    ['a YAML map', 'new-hire.yaml', 'employeeId: "00123"\ngivenName: Adele\nsurname: Vance\n'],
    ['a YAML list', 'hires.yml', 'people:\n  - { employeeId: "00123", givenName: Adele, surname: Vance }\n'],
    ['a YAML list at the top', 'hires.yaml', '- { employeeId: "00123", givenName: Adele, surname: Vance }\n'],
    ['a JSON map', 'new-hire.json', '{"employeeId":"00123","givenName":"Adele","surname":"Vance"}'],
    ['a JSON list', 'hires.json', '{"people":[{"employeeId":"00123","givenName":"Adele","surname":"Vance"}]}'],
    ['CSV', 'hires.csv', 'employeeId,givenName,surname\n00123,Adele,Vance\n'],
    ['YAML on standard input', '-', '# this week\nemployeeId: "00123"\ngivenName: Adele\nsurname: Vance\n'],
    ['JSON on standard input', '-', '[{"employeeId":"00123","givenName":"Adele","surname":"Vance"}]'],
    ['CSV on standard input', '-', 'employeeId;givenName;surname\n00123;Adele;Vance\n'],
  ])('%s', (_name, file, text) => {
    expect(persons(readText(file, text))).toEqual([adele])
  })

  test('several files are one list', () => {
    const second = { name: 'b.yaml', bytes: Buffer.from('employeeId: "7"\ngivenName: Alex\n') }
    const first = { name: 'a.csv', bytes: Buffer.from('employeeId,givenName,surname\n00123,Adele,Vance\n') }

    expect(persons(readPeople([first, second])).map((person) => person.employeeId)).toEqual(['00123', '7'])
  })

  test('every field keeps its place', () => {
    const [record] = value(readText('hires.yaml', 'people:\n  - employeeId: "00123"\n    surname: Vance\n')).people

    expect(record?.where).toEqual({ file: 'hires.yaml', line: 2, column: 5 })
    expect(record?.fields.surname).toEqual({ file: 'hires.yaml', line: 3, column: 14 })
  })
})

describe('what is empty is absent', () => {
  test.each([
    ['an empty text', 'x.yaml', 'employeeId: "1"\ngivenName: Adele\nsurname: ""\nlastDay: ""\n'],
    ['a YAML key without a value', 'x.yaml', 'employeeId: "1"\ngivenName: Adele\nlastDay:\ntitle: ~\n'],
    ['null in JSON', 'x.json', '{"employeeId":"1","givenName":"Adele","lastDay":null}'],
    ['an empty cell', 'x.csv', 'employeeId,givenName,lastDay,title\n1,Adele,, \n'],
  ])('%s', (_name, file, text) => {
    expect(persons(readText(file, text))).toEqual([{ employeeId: '1', givenName: 'Adele' }])
  })

  test('but a bare word Null is somebody’s name, and the message says how to write it', () => {
    const refused = readText('new-hire.yaml', 'employeeId: "1"\nsurname: Null\n')

    expect(findings(refused)).toEqual(['new-hire.yaml:2:10 file/wrong-value'])
    expect(messages(refused)[0]).toBe(
      'surname: Null is read as nothing (null), and text is needed. Write it in quotes: "Null"',
    )
    expect(persons(readText('new-hire.yaml', 'employeeId: "1"\nsurname: "Null"\n'))).toEqual([
      { employeeId: '1', surname: 'Null' },
    ])
  })
})

describe('an input that cannot be meant is refused', () => {
  const refusals: readonly (readonly [string, string, string, string])[] = [
    ['an unquoted employee number', 'x.yaml', 'employeeId: 00123\nsurname: Vance\n', 'x.yaml:1:13 file/wrong-value'],
    [
      'an unquoted costCenter',
      'x.yaml',
      'employeeId: "1"\nsurname: Vance\ncostCenter: 0815\n',
      'x.yaml:3:13 file/wrong-value',
    ],
    ['no employeeId', 'x.yaml', 'surname: Vance\n', 'x.yaml:1:1 file/wrong-value'],
    ['no name', 'x.yaml', 'employeeId: "1"\ntitle: Head\n', 'x.yaml:1:1 feed/no-name'],
    ['a misspelt key', 'x.yaml', 'employeeId: "1"\nsurnam: Vance\n', 'x.yaml:2:1 file/unknown-key'],
    ['an empty list', 'x.yaml', 'people: []\n', 'x.yaml:1:1 feed/no-people'],
    ['an empty list at the top', 'x.json', '[]', 'x.json:1:1 feed/no-people'],
    ['people that is no list', 'x.yaml', 'people: Adele\n', 'x.yaml:1:1 feed/no-people'],
    ['a single word', 'x.yaml', 'Adele\n', 'x.yaml:1:1 feed/no-people'],
    ['a list of words', 'x.yaml', 'people: [Adele]\n', 'x.yaml:1:10 file/wrong-value'],
    ['something beside people', 'x.yaml', 'people: []\nsteps: []\n', 'x.yaml:2:1 file/unknown-key'],
    ['nothing', 'x.yaml', '', 'x.yaml:1:1 file/empty'],
    ['blanks', 'x.csv', ' \n\n', 'x.csv:1:1 file/empty'],
    ['a sign-in page', 'x.csv', '<!DOCTYPE html><html>', 'x.csv:1:1 feed/something-else'],
    ['an error in JSON', 'x.csv', '{"error":"unauthorized"}', 'x.csv:1:1 feed/something-else'],
    [
      'the same person twice',
      'x.yaml',
      'people:\n - {employeeId: A1, surname: V}\n - {employeeId: a1, surname: W}\n',
      'x.yaml:3:17 feed/doubled-person',
    ],
  ]
  test.each(refusals)('%s', (_name, file, text, finding) => {
    expect(findings(readText(file, text))).toContain(finding)
  })

  test('the same person in two files, with both places', () => {
    const file = (name: string) => ({ name, bytes: Buffer.from('employeeId,surname\n00123,Vance\n') })

    const refused = readPeople([file('a.csv'), file('b.csv')])

    expect(findings(refused)).toEqual(['b.csv:2:1 feed/doubled-person'])
    expect(messages(refused)[0]).toContain('a.csv:2:1')
  })

  test('everything wrong with everybody is told at once', () => {
    const people =
      'people:\n  - { employeeId: 1, surname: V }\n  - { employeeId: "2", surname: W, country: Germany, startDate: 2026-02-30 }\n'

    expect(findings(readText('x.yaml', people))).toEqual([
      'x.yaml:2:19 file/wrong-value',
      'x.yaml:3:45 file/wrong-value',
      'x.yaml:3:65 file/wrong-value',
    ])
  })

  test('of very many findings the first hundred', () => {
    const rows = Array.from({ length: 500 }, (_, index) => `${index + 1},Vance,Germany`)

    const refused = readText('x.csv', ['employeeId,surname,country', ...rows].join('\n'))

    expect(findings(refused)).toHaveLength(101)
    expect(findings(refused).at(-1)).toBe('- feed/more-findings')
    expect(messages(refused).at(-1)).toContain('400 more')
  })
})

describe('what is odd is noted', () => {
  test('blanks around names are taken off, and said so', () => {
    const read = value(readText('x.json', '{"employeeId":"1","givenName":" John ","surname":"van  Dyk"}'))

    expect(read.people[0]?.person).toEqual({ employeeId: '1', givenName: 'John', surname: 'van Dyk' })
    expect(read.notes).toEqual([
      'x.json:1:31: givenName: blanks around or within it were taken out',
      'x.json:1:50: surname: blanks around or within it were taken out',
    ])
  })

  test('blanks around other texts are taken off where a machine wrote them, and kept where somebody quoted them', () => {
    const csv = value(readText('x.csv', 'employeeId,surname,title\n1,Vance,Head \n'))
    const yaml = value(readText('x.yaml', 'employeeId: "1"\nsurname: Vance\ntitle: "Head "\n'))

    expect(csv.people[0]?.person.title).toBe('Head')
    expect(yaml.people[0]?.person.title).toBe('Head ')
    expect([csv.notes.length, yaml.notes.length]).toEqual([1, 1])
  })

  test('a last day that means none is none', () => {
    const read = value(readText('x.yaml', 'employeeId: "1"\nsurname: Vance\nlastDay: 9999-12-31\n'))

    expect(read.people[0]?.person).not.toHaveProperty('lastDay')
    expect(read.notes[0]).toBe('x.yaml:3:10: lastDay: 9999-12-31 means that there is no last day')
  })

  test('two numbers that differ in zeros only', () => {
    const read = value(readText('x.csv', 'employeeId,surname\n00123,Vance\n123,Wilber\n'))

    expect(read.notes).toEqual(['x.csv:3:1: 123 and 00123 differ in leading zeros only; look at them again'])
  })

  test('a last day before the first', () => {
    const read = value(
      readText('x.yaml', 'employeeId: "1"\nsurname: Vance\nstartDate: 2026-12-01\nlastDay: 2026-11-30\n'),
    )

    expect(read.notes[0]).toContain('lastDay: it lies before startDate')
  })
})
