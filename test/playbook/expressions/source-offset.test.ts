import { describe, expect, test } from 'vitest'
import { readYaml } from '../../../src/files/read-yaml.ts'
import { showPosition } from '../../../src/model/source-position.ts'
import { positionIn, rawOffset } from '../../../src/playbook/expressions/source-offset.ts'
import { value } from '../../support/checked.ts'

/** Where the mark ⌖ of the decoded text stands in the file. */
const markOf = (yaml: string): string => {
  const source = value(readYaml(yaml, 'x.yaml'))
  const text = (source.value as { readonly a: string }).a
  const raw = source.rawAt(['a']) ?? ''
  return showPosition(positionIn(source.at(['a']), raw, rawOffset(raw, text, text.indexOf('⌖'))))
}

describe('a character of a YAML text is found in the file', () => {
  test.each([
    ['plain', 'a: one ⌖\n', '1:8'],
    ['plain over lines', 'a: one\n  two\n  ⌖\n', '3:3'],
    ['plain with an empty line', 'a: one\n\n  two ⌖\n', '3:7'],
    ['single-quoted', "a: 'it''s ⌖'\n", '1:11'],
    ['double-quoted', 'a: "\\"x\\" \\u00e9\\x41\\U0001F600 ⌖"\n', '1:32'],
    ['double-quoted over lines', 'a: "one\n   two ⌖"\n', '2:8'],
    ['double-quoted with a joined line', 'a: "one\\\n   two ⌖"\n', '2:8'],
    ['literal', 'a: |\n  one\n  two ⌖\n', '3:7'],
    ['literal, stripped', 'a: |-\n   one ⌖\n', '2:8'],
    ['folded', 'a: >-\n  one\n  two\n  ⌖ three\n', '4:3'],
    ['folded with an empty line', 'a: >\n  one\n\n  two ⌖\n', '4:7'],
    ['Windows line ends', 'a: |\r\n  one\r\n  ⌖\r\n', '3:3'],
    ['JSON', '{"a": "x\\n\\u0041 ⌖"}', '1:18'],
  ])('%s', (_style, yaml, place) => {
    expect(markOf(yaml)).toBe(`x.yaml:${place}`)
  })
})
