import { describe, expect, test } from 'vitest'
import { redact, Secret } from '../../src/model/secret.ts'
import { hostileRows } from '../support/hostile-rows.ts'
import { seededRandom } from '../support/seeded-random.ts'

const MASK = '[secret]'

describe('a text', () => {
  test('without a secret stays as it is', () => {
    for (const { value } of hostileRows('unicode')) expect(redact(value)).toBe(value)
    expect(redact('')).toBe('')
  })

  test('loses a secret at its beginning, in its middle, at its end, and where it is nothing else', () => {
    const secret = new Secret('Vq7#mount-Rainier')

    expect(redact(secret.reveal())).toBe(MASK)
    expect(redact(`${secret.reveal()} and ${secret.reveal()}${secret.reveal()}.`)).toBe(`${MASK} and ${MASK}${MASK}.`)
  })

  test('loses both of two secrets that begin alike, the longer one as a whole', () => {
    new Secret('winter-2026')
    new Secret('winter-2026-in-Wroclaw')

    expect(redact('winter-2026-in-Wroclaw, winter-2026')).toBe(`${MASK}, ${MASK}`)
  })

  test('loses what begins inside of something that only looked like a secret', () => {
    new Secret('aaab')

    expect(redact('aaaaab')).toBe(`aa${MASK}`)
  })

  test('keeps what is too short to be told from any other word', () => {
    new Secret('abc')

    expect(redact('abc')).toBe('abc')
  })
})

test('of a thousand secrets none is left in any text, in any spelling', () => {
  const random = seededRandom('a thousand secrets')
  const signs = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#%+-/:=?"&é€'
  const generated = (): string => Array.from({ length: 20 }, () => signs[random.integer(signs.length)]).join('')
  const secrets = Array.from({ length: 1000 }, () => new Secret(generated()))

  for (const secret of secrets) {
    const value = secret.reveal()
    const spelled = [
      value,
      JSON.stringify(value).slice(1, -1),
      encodeURIComponent(value),
      Buffer.from(value).toString('base64'),
      Buffer.from(value, 'utf16le').toString('base64'),
    ]
    const text = `password ${spelled.join(', then ')}; done`
    const clean = redact(text)
    for (const spelling of spelled) expect(clean).not.toContain(spelling)
    expect(clean.startsWith(`password ${MASK}, then `)).toBe(true)
    expect(clean.endsWith('; done')).toBe(true)
  }
})
