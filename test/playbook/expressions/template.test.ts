import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTemplate } from '../../../src/playbook/expressions/template.ts'
import { hostileRows } from '../../support/hostile-rows.ts'

const expression = (source: string, offset: number) => ({ kind: 'expression', source, offset })
const text = (piece: string) => ({ kind: 'text', text: piece })

describe('a text with expressions', () => {
  test('falls into text and expressions', () => {
    expect(parseTemplate('${{ a }} and ${{b}}!')).toEqual({
      parts: [expression(' a ', 3), text(' and '), expression('b', 16), text('!')],
      unclosedAt: null,
    })
  })

  test.each([
    ['${{ {"a": {"b": 1}} }}', ' {"a": {"b": 1}} '],
    ['${{ "}}" + \'}}\' }}', ' "}}" + \'}}\' '],
    ['${{ "\\"}}" }}', ' "\\"}}" '],
    ['${{ """a"}}""" }}', ' """a"}}""" '],
    ['${{ r"}}\\d" }}', ' r"}}\\d" '],
  ])('%s ends where its braces do', (template, source) => {
    expect(parseTemplate(template).parts).toEqual([expression(source, 3)])
  })

  test('that is not closed says where it begins', () => {
    expect(parseTemplate('ab ${{ person.title }').unclosedAt).toBe(3)
  })

  test.each(hostileRows('template'))('$id: $value is text and nothing else', ({ value }) => {
    expect(parseTemplate(value)).toEqual({ parts: [text(value)], unclosedAt: null })
  })

  test('gives back every character of any text', () => {
    const pieces = fc.array(
      fc.oneof(fc.constantFrom('${{', '}}', '{', '}', '"', "'", '\\', '$'), fc.string({ maxLength: 5 })),
    )
    fc.assert(
      fc.property(pieces, (parts) => {
        const whole = parts.join('')
        const { parts: parsed, unclosedAt } = parseTemplate(whole)
        const back = parsed.map((part) => (part.kind === 'text' ? part.text : `\${{${part.source}}}`)).join('')
        expect(unclosedAt === null ? back : back + whole.slice(unclosedAt)).toBe(whole)
      }),
      { seed: 20261122, numRuns: 1000 },
    )
  })
})
