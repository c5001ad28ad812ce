import { describe, expect, test } from 'vitest'
import { type PeopleRules, readPeople } from '../../src/feed/read-people.ts'
import type { InputDeclaration } from '../../src/model/playbook-input.ts'
import { findings, messages, value } from '../support/checked.ts'

const input = (type: InputDeclaration['type'], more: Partial<InputDeclaration> = {}): InputDeclaration => ({
  type,
  about: null,
  optional: false,
  preset: null,
  ...more,
})

const declared = {
  group: input('string', { about: 'the group to be in' }),
  until: input('date', { optional: true }),
  copy: input('bool', { optional: true, preset: true }),
  lists: input('list', { optional: true }),
}

const read = (name: string, text: string, rules: PeopleRules = {}) =>
  readPeople([{ name, bytes: Buffer.from(text) }], { existing: true, inputs: declared, ...rules })
const yaml = (extra: string, rules?: PeopleRules) =>
  read('access.yaml', `employeeId: "00123"\nextra: ${extra}\n`, rules)
const setting = (key: string, text: string) => ({ key, text, where: { file: '--set', line: 1, column: 1 } })
const inputsOf = (checked: ReturnType<typeof read>) => value(checked).people[0]?.inputs

describe('the inputs of a playbook', () => {
  test('stand under extra, each of its type; what is left out has its default or is empty', () => {
    const checked = yaml('{ group: Sales, until: 2026-12-31, lists: [News, All Staff] }')

    expect(inputsOf(checked)).toEqual({
      group: 'Sales',
      until: '2026-12-31',
      copy: true,
      lists: ['News', 'All Staff'],
    })
    expect(inputsOf(yaml('{ group: Sales }'))).toEqual({ group: 'Sales', until: '', copy: true, lists: [] })
  })

  test('stand in columns of a CSV file, where everything is text', () => {
    const text = 'employeeId,extra.group,extra.copy,extra.lists\n00123,Sales,false,News|All Staff\n'

    expect(inputsOf(read('access.csv', text))).toMatchObject({
      group: 'Sales',
      copy: false,
      lists: ['News', 'All Staff'],
    })
  })

  test('that are missing are told by name, with what was probably meant', () => {
    expect(findings(yaml('{ gruop: Sales }'))).toEqual(['access.yaml:2:8 feed/missing-input'])
    expect(messages(yaml('{ gruop: Sales }'))[0]).toContain('Did you mean group where gruop stands?')
    expect(messages(yaml('{}'))[0]).toMatch(/needs group \(the group to be in; string\).*--set group=TEXT/)
  })

  test('of the wrong type are told at their place in the file', () => {
    expect(findings(yaml('{ group: 7, until: 31.12.2026, copy: perhaps }'))).toEqual([
      'access.yaml:2:17 file/wrong-value',
      'access.yaml:2:27 file/wrong-value',
      'access.yaml:2:45 file/wrong-value',
    ])
    const csv = 'employeeId,extra.group,extra.until\n00123,Sales,soon\n'
    expect(findings(read('access.csv', csv))).toEqual(['access.csv:2:13 file/wrong-value'])
  })
})

describe('--set', () => {
  test('gives inputs and fields of a person, and goes before the file', () => {
    const settings = [
      setting('until', '2027-01-31'),
      setting('lastDay', '2027-02-28'),
      setting('roles', 'crm-admin|vpn'),
    ]
    const [record] = value(yaml('{ group: Sales, until: 2026-12-31 }', { settings })).people

    expect(record?.inputs?.['until']).toBe('2027-01-31')
    expect(record?.person).toMatchObject({ lastDay: '2027-02-28', roles: ['crm-admin', 'vpn'] })
  })

  test('says what is not known, and what was given twice', () => {
    const unknown = yaml('{ group: Sales }', { settings: [setting('untill', '2027-01-31')] })
    const twice = yaml('{ group: Sales }', { settings: [setting('until', '2027-01-31'), setting('until', '')] })

    expect(messages(unknown)[0]).toContain('Did you mean until?')
    expect(findings(twice)).toEqual(['- cli/usage'])
    expect(findings(yaml('{ group: Sales }', { settings: [setting('employeeId', '1')] }))).toEqual([
      '- cli/unknown-setting',
    ])
  })

  test('keeps its own place in what is wrong with it', () => {
    const settings = [setting('until', 'tomorrow')]

    expect(findings(yaml('{ group: Sales }', { settings }))).toEqual(['--set:1:1 file/wrong-value'])
  })
})

test('a name is asked for, unless the people have accounts', () => {
  const text = 'employeeId: "00123"\n'

  expect(findings(readPeople([{ name: 'a.yaml', bytes: Buffer.from(text) }]))).toEqual(['a.yaml:1:1 feed/no-name'])
  expect(findings(readPeople([{ name: 'a.yaml', bytes: Buffer.from(text) }], { existing: true }))).toEqual([])
})

test('people who are named without a file stand beside those of files, and are told apart', () => {
  const where = { file: 'command line', line: 1, column: 2 }
  const named = (employeeId: string) => ({ named: [{ employeeId, where }] })

  const both = yaml('{ group: Sales }', { ...named('00124'), settings: [setting('group', 'HR')] })
  const same = yaml('{ group: Sales }', { ...named('00123'), settings: [setting('group', 'HR')] })

  expect(value(both).people.map(({ person, inputs }) => [person.employeeId, inputs?.['group']])).toEqual([
    ['00123', 'HR'],
    ['00124', 'HR'],
  ])
  expect(findings(same)).toEqual(['command line:1:2 feed/doubled-person'])
})
