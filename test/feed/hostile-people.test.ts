import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { findings, messages, value } from '../support/checked.ts'
import { type HostileRow, hostileRows } from '../support/hostile-rows.ts'
import { readFields, readText } from '../support/read-inputs.ts'

const CONTROL = /[\p{Cc}\p{Cs}]/u
const label = (row: HostileRow): readonly [string, HostileRow] => [`${row.id} ${row.why}`, row]
const rejects = (kind: string) =>
  hostileRows(kind)
    .filter((row) => row.expect === 'reject')
    .map(label)
const csvCell = (text: string): string => `"${text.replaceAll('"', '""')}"`

describe('values that no field may have are refused, with field and reason', () => {
  const fields: { readonly [kind: string]: string } = { id: 'employeeId', date: 'startDate', mail: 'personalEmail' }
  for (const [kind, field] of Object.entries(fields)) {
    test.each(rejects(kind))(`${kind}: %s`, (_name, { value: hostile }) => {
      const all = [
        readFields({ [field]: hostile }),
        readText('x.yaml', stringify({ employeeId: '00123', surname: 'Vance', [field]: hostile })),
        readText(
          'x.csv',
          `surname,employeeId,startDate,personalEmail\nVance,${csvCell(field === 'employeeId' ? hostile : '00123')},${csvCell(field === 'startDate' ? hostile : '')},${csvCell(field === 'personalEmail' ? hostile : '')}\n`,
        ),
      ]

      for (const refused of all) expect(messages(refused).join('\n')).toMatch(new RegExp(`^${field}: .+\\. .+`))
    })
  }

  test.each(rejects('date'))('last day: %s', (_name, { value: hostile }) => {
    const read = readFields({ lastDay: hostile })

    // CONTRACT §10: a year that stands for "none" is no last day; everything else is refused.
    if (read.ok) expect([read.value.people[0]?.person.lastDay, read.value.notes.length]).toEqual([undefined, 1])
    else expect(messages(read)[0]).toMatch(/^lastDay: /)
  })
})

describe('whole files that cannot be meant are refused', () => {
  test.each(rejects('yaml'))('yaml: %s', (_name, { value: hostile }) => {
    expect(findings(readText('new-hire.yaml', hostile)).length).toBeGreaterThan(0)
  })

  test.each(rejects('prototype'))('prototype: %s', (_name, { value: hostile }) => {
    expect(findings(readText('people.json', hostile)).length).toBeGreaterThan(0)
    expect(findings(readText('people.yaml', hostile)).length).toBeGreaterThan(0)
  })

  test.each(rejects('hr-feed'))('hr-feed: %s', (_name, { value: hostile }) => {
    expect(findings(readText('hr.csv', hostile)).length).toBeGreaterThan(0)
    expect(findings(readText('-', hostile)).length).toBeGreaterThan(0)
  })

  test.each(rejects('size'))('size: %s', (_name, { value: part, repeat }) => {
    const hostile = part.repeat(repeat ?? 1)

    for (const name of ['x.csv', 'x.yaml', 'x.json', '-'])
      expect(findings(readText(name, hostile)).length).toBeGreaterThan(0)
    expect(messages(readFields({ givenName: hostile }))[0]).toMatch(/^givenName: .*at most 64/)
  })
})

describe('values that are only text stay the text they are', () => {
  const kinds = ['ldap-filter', 'ldap-dn', 'odata-filter', 'graph-path', 'template', 'shell']
  const literals = kinds.flatMap(hostileRows).filter((row) => row.expect === 'literal')
  const keepable = literals.filter((row) => !CONTROL.test(row.value) && row.value.trim() !== '')

  test('all but those of control characters and blanks', () => {
    expect(literals.length - keepable.length).toBeLessThan(15)
  })

  test.each(keepable.map(label))('%s', (_name, { value: text }) => {
    const yaml = readText('x.yaml', stringify({ employeeId: '1', surname: 'Vance', title: text }))
    const csv = readText('x.csv', `employeeId,surname,title\n1,Vance,${csvCell(text)}\n`)

    expect(value(yaml).people[0]?.person.title).toBe(text.normalize('NFC'))
    expect(value(csv).people[0]?.person.title).toBe(text.normalize('NFC').trim())
    expect(value(readFields({ title: text })).people[0]?.person.title).toBe(text.normalize('NFC').trim())
  })

  test.each(literals.filter((row) => !keepable.includes(row)).map(label))(
    '%s is refused, or absent where it is empty',
    (_name, { value: text }) => {
      const read = readFields({ title: text })

      if (read.ok) expect([text, read.value.people[0]?.person.title]).toEqual(['', undefined])
      else expect(messages(read)[0]).toMatch(/^title: /)
    },
  )

  test.each(
    hostileRows('mail')
      .concat(hostileRows('date'), hostileRows('id'))
      .filter((row) => row.expect === 'literal')
      .map(label),
  )('%s', (_name, { kind, value: text }) => {
    const field = { mail: 'personalEmail', date: 'startDate', id: 'employeeId' }[kind] ?? ''

    expect(value(readFields({ [field]: text })).people[0]?.person).toHaveProperty(field, text)
  })

  test.each(hostileRows('csv-formula').map(label))('formula: %s', (_name, { value: text }) => {
    const read = readText('x.csv', `employeeId,surname,title\n1,Vance,${csvCell(text)}\n`)

    if (read.ok) expect(read.value.people[0]?.person.title).toBe(text.normalize('NFC').replace(/^\p{Zs}+/u, ''))
    else expect(messages(read)[0]).toMatch(/^title: it has a (?:line break|tab)/)
  })

  test.each(hostileRows('unicode').map(label))('unicode: %s', (_name, { value: text }) => {
    for (const field of ['surname', 'title']) {
      const read = readFields({ [field]: text })
      if (read.ok) expect(read.value.people[0]?.person).toHaveProperty(field, text.normalize('NFC'))
      else expect(messages(read)[0]).toMatch(new RegExp(`^${field}: `))
    }
  })
})

describe('the corpus of names', () => {
  interface Name {
    readonly id: string
    readonly employeeId: string
    readonly given: string
    readonly surname: string
    readonly expect: { readonly displayNameKept: string }
  }
  const names = readFileSync(new URL('../corpus/names.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Name)

  test('everybody of it is read, all in one file of each format', () => {
    const people = names.map(({ employeeId, given, surname }) => ({ employeeId, givenName: given, surname }))
    const rows = people.map((person) => [person.employeeId, person.givenName, person.surname].map(csvCell).join(';'))

    const yaml = value(readText('names.yaml', stringify({ people })))
    const json = value(readText('names.json', JSON.stringify({ people })))
    const csv = value(readText('names.csv', ['employeeId;givenName;surname', ...rows].join('\r\n')))

    expect(yaml.people.map((record) => record.person)).toEqual(json.people.map((record) => record.person))
    expect(csv.people.map((record) => record.person)).toEqual(json.people.map((record) => record.person))
    expect(json.people).toHaveLength(names.length)
  })

  test.each(names.map((name) => [name.id, name] as const))(
    '%s is kept as it is written, and noted where it is odd',
    (_id, name) => {
      const { people, notes } = value(
        readFields({ employeeId: name.employeeId, givenName: name.given, surname: name.surname }),
      )
      const { givenName = '', surname = '' } = people[0]?.person ?? {}

      const kept =
        name.expect.displayNameKept === 'trim-and-collapse' ? (text: string) => text.trim() : (text: string) => text
      expect([givenName, surname]).toEqual([kept(name.given.normalize('NFC')), kept(name.surname.normalize('NFC'))])
      if (name.expect.displayNameKept === 'trim-and-collapse') expect(notes).toHaveLength(2)
    },
  )

  test('most of what asks for a second look gets a note', () => {
    const asking = names.filter((name) => name.expect.displayNameKept === 'flag-for-review')
    const noted = asking.filter(
      (name) => value(readFields({ givenName: name.given, surname: name.surname })).notes.length > 0,
    )

    // Not to be seen in the text alone: names in each other's field, and l and I exchanged.
    expect(asking.filter((name) => !noted.includes(name)).map((name) => name.id)).toEqual(['n0339', 'n0642'])
  })

  test('hardly any ordinary name gets one', () => {
    const ordinary = names.filter((name) => name.expect.displayNameKept === 'exact-NFC')
    const noted = ordinary.filter(
      (name) => value(readFields({ givenName: name.given, surname: name.surname })).notes.length > 0,
    )

    expect(noted.length).toBeLessThan(ordinary.length / 20)
  })
})
