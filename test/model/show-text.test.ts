import { expect, test } from 'vitest'
import { showText } from '../../src/model/show-text.ts'

test('an ordinary text is shown as it is', () => {
  expect(showText('Zażółć O’Brien 田中')).toBe('Zażółć O’Brien 田中')
})

test.each([
  ['a terminal sequence', '\u001b[2Kgone', '\\u{1B}[2Kgone'],
  ['a turned direction', '\u202eecnav', '\\u{202E}ecnav'],
  ['a lone surrogate', 'a\ud800', 'a\\u{D800}'],
  ['a line break', 'a\nb', 'a\\u{A}b'],
])('%s is shown as its code', (_name, text, shown) => {
  expect(showText(text)).toBe(shown)
})

test('a long text is cut', () => {
  expect(showText('x'.repeat(1000))).toHaveLength(81)
})
