import { expect, test } from 'vitest'
import { value } from '../../support/checked.ts'
import { makeWorkbook } from './make-workbook.ts'
import { read } from './support.ts'

const ROWS = 20_000

test('20,000 people are read in seconds, from text and from a workbook', async () => {
  const ids = Array.from({ length: ROWS }, (_each, index) => String(index + 1).padStart(6, '0'))
  const csv = ids.map((id) => `${id};Adele;Vance ${id};01.12.2026;Sales`).join('\n')
  const yaml = 'person: { startDate: { from: Eintritt, date: dd.MM.yyyy } }'
  const heading = ['employeeId', 'givenName', 'surname', 'Eintritt', 'department']

  const text = await read(`${heading.join(';')}\n${csv}\n`, yaml)
  const workbook = await read(
    makeWorkbook({ S: [heading, ...ids.map((id) => [id, 'Adele', `Vance ${id}`, { day: 46357 }, 'Sales'])] }),
    yaml,
  )

  for (const checked of [text, workbook]) expect(value(checked).snapshot.people).toHaveLength(ROWS)
  expect(value(text).snapshot.people).toEqual(value(workbook).snapshot.people)
}, 60_000)

test('one row of a mebibyte is refused at once', async () => {
  for (const feed of [
    `employeeId,surname\n1,${'x'.repeat(1 << 20)}\n`,
    `employeeId,surname\n1,"${'x,'.repeat(1 << 20)}`,
    ','.repeat(1 << 20),
    '['.repeat(1 << 20),
    '{"a":'.repeat(200_000),
    '- '.repeat(1 << 19),
  ])
    expect((await read(feed)).ok).toBe(false)
})

const MANY = 1 << 19

test.each([
  ['zeros where a date is expected', `employeeId,surname,startDate\n1,Vance,${'0'.repeat(MANY)}x\n`],
  ['blanks inside a heading', `employeeId,surname,a${' '.repeat(MANY)}b\n1,Vance,x\n`],
  ['blanks inside a cell', `employeeId,surname,title\n1,Vance,a${' '.repeat(MANY)}b\n`],
  ['blanks inside a name', `employeeId,surname\n1,a${' '.repeat(MANY)}b\n`],
  ['line breaks inside a cell', `employeeId,surname,title\n1,Vance,"a${'\n'.repeat(MANY)}b"\n2,Bowen,c\n`],
  ['blank lines', `employeeId,surname\n${'\n'.repeat(MANY)}1,Vance\n`],
  ['empty items of a list', `employeeId,surname,roles\n1,Vance,${'|'.repeat(MANY)}\n`],
  ['quotes inside a cell', `employeeId,surname,title\n1,Vance,"${'""'.repeat(MANY / 2)}"\n2,Bowen,c\n`],
  ['one number again and again', `employeeId,surname\n${'1,Vance\n'.repeat(50_000)}`],
])('half a million of %s take a time that grows with the text, not with its square', async (_name, feed) => {
  const checked = await read(feed)

  // The limit of the test is what proves it: by the square it would be minutes.
  expect(checked.ok || checked.faults.length > 0).toBe(true)
})
