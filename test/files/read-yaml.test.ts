import { describe, expect, test } from 'vitest'
import { readYaml } from '../../src/files/read-yaml.ts'
import { findings, value } from '../support/checked.ts'

const read = (text: string) => readYaml(text, 'new-hire.yaml')

describe('a well-formed document', () => {
  test('is plain data whose maps have no prototype', () => {
    const source = value(read('givenName: Adele\nextra: { badge: "007", floor: 3 }\nroles: [crm-admin]\n'))

    expect(source.value).toEqual({ givenName: 'Adele', extra: { badge: '007', floor: 3 }, roles: ['crm-admin'] })
    expect(Object.getPrototypeOf(source.value)).toBeNull()
  })

  test('knows where keys and values stand', () => {
    const source = value(read('people:\n  - givenName: Adele\n    surname:   Vance\n'))

    expect(source.at(['people', 0, 'surname'])).toEqual({ file: 'new-hire.yaml', line: 3, column: 16 })
    expect(source.at(['people', 0, 'surname'], 'key')).toEqual({ file: 'new-hire.yaml', line: 3, column: 5 })
    expect(source.at(['people', 0, 'employeeId'])).toEqual({ file: 'new-hire.yaml', line: 2, column: 5 })
  })

  test('keeps the spelling of single values', () => {
    const source = value(read('employeeId: 00123\nsurname: "Null"\n'))

    expect(source.rawAt(['employeeId'])).toBe('00123')
    expect(source.rawAt(['surname'])).toBe('"Null"')
    expect(source.rawAt(['nowhere'])).toBeUndefined()
  })

  test('may begin with a byte order mark and a document line, and end its lines the Windows way', () => {
    const source = value(read('\ufeff---\r\nsurname: Vance\r\n'))

    expect(source.value).toEqual({ surname: 'Vance' })
    expect(source.at(['surname']).line).toBe(2)
  })

  test('reads no, on and yes as text, as YAML 1.2 says', () => {
    expect(value(read('a: no\nb: on\nc: yes\n')).value).toEqual({ a: 'no', b: 'on', c: 'yes' })
  })

  test('keeps keys that look like numbers as they are written', () => {
    expect(value(read('00123: x\n')).value).toEqual({ '00123': 'x' })
  })
})

describe('what YAML could do and files may not', () => {
  const refusals: readonly (readonly [string, string, string])[] = [
    ['an anchor', 'a: &x 1\n', 'new-hire.yaml:1:4 file/yaml-feature'],
    ['an alias', 'a: 1\nb: *a\n', 'new-hire.yaml:2:4 file/yaml-feature'],
    ['a tag', 'a: !!binary aGk=\n', 'new-hire.yaml:1:4 file/yaml-feature'],
    ['a directive', '%YAML 1.1\n---\na: no\n', 'new-hire.yaml:1:1 file/yaml-feature'],
    ['a merge key', 'a: 1\n<<: {b: 2}\n', 'new-hire.yaml:2:1 file/yaml-feature'],
    ['a second document', 'a: 1\n---\na: 2\n', 'new-hire.yaml:2:1 file/yaml-feature'],
    ['text behind the end of the document', 'a: 1\n...\nb: 2\n', 'new-hire.yaml:3:1 file/yaml-feature'],
    ['a doubled key', 'a: 1\n"a": 2\n', 'new-hire.yaml:2:1 file/doubled-key'],
    ['a key that reaches a prototype', 'a:\n  __proto__: {}\n', 'new-hire.yaml:2:3 file/forbidden-key'],
    ['a map as a key', '? {a: 1}\n: 2\n', 'new-hire.yaml:1:3 file/forbidden-key'],
    ['a number that loses digits', 'a: 12345678901234567890\n', 'new-hire.yaml:1:4 file/inexact-number'],
    ['infinity', 'a: .inf\n', 'new-hire.yaml:1:4 file/inexact-number'],
    ['a tab as indentation', 'a:\n\tb: 1\n', 'new-hire.yaml:2:1 file/syntax'],
    ['a second colon in a line', 'title: Head: Sales\n', 'new-hire.yaml:1:8 file/syntax'],
    ['a control character', 'a: x\u001b[2K\n', 'new-hire.yaml:1:5 file/control-character'],
    ['nothing', '', 'new-hire.yaml:1:1 file/empty'],
    ['nothing but a comment', '# nobody starts this week\n', 'new-hire.yaml:1:1 file/empty'],
  ]
  test.each(refusals)('%s is refused with its place', (_name, text, finding) => {
    expect(findings(read(text))).toContain(finding)
  })

  test('everything wrong is told at once', () => {
    expect(findings(read('a: 1\na: 2\nconstructor: x\nb: 12345678901234567890\n'))).toEqual([
      'new-hire.yaml:2:1 file/doubled-key',
      'new-hire.yaml:3:1 file/forbidden-key',
      'new-hire.yaml:4:4 file/inexact-number',
    ])
  })
})

describe('limits', () => {
  const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`

  test('20 levels pass, 21 are refused', () => {
    expect(read(nested(20)).ok).toBe(true)
    expect(findings(read(nested(21)))).toEqual(['new-hire.yaml:1:21 file/too-deep'])
  })

  const deep: readonly (readonly [string, string])[] = [
    ['2,000 brackets', nested(2000)],
    ['2,000 indented maps', Array.from({ length: 1400 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
    ['lists in one line', '- '.repeat(5000)],
    ['maps in one line', 'a: '.repeat(20_000)],
    ['a million brackets', '['.repeat(1_000_000)],
  ]
  test.each(deep)('%s are refused without exhausting the stack', (_name, text) => {
    expect(findings(read(text))[0]).toMatch(/file\/too-deep$/)
  })

  test('10,000 values pass, one more is refused', () => {
    expect(read('- a\n'.repeat(10_000)).ok).toBe(true)
    expect(findings(read('- a\n'.repeat(10_001)))).toEqual(['new-hire.yaml:1:1 file/too-many-values'])
  })

  test('a file of more than 1 MiB is refused before it is parsed', () => {
    expect(findings(read(`a: ${'x'.repeat(1 << 20)}`))).toEqual(['new-hire.yaml:1:1 file/too-large'])
  })
})
