import { expect, test } from 'vitest'
import { cryptoRandom } from '../../src/host/crypto-random.ts'
import { generatePassword } from '../../src/runner/generate-password.ts'
import { seededRandom } from '../support/seeded-random.ts'

const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const LOWER = 'abcdefghijkmnpqrstuvwxyz'
const DIGITS = '23456789'
const SIGNS = '!#%*+-=?@_'
const ALL = UPPER + LOWER + DIGITS + SIGNS

/** Chi-square of observed counts against equal ones. */
const chiSquare = (counts: readonly number[]): number => {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

/** The value that chi-square exceeds by chance once in a million (Wilson and Hilferty), so that the test does not fail by chance. */
const limit = (freedom: number): number =>
  freedom * (1 - 2 / (9 * freedom) + 4.7534 * Math.sqrt(2 / (9 * freedom))) ** 3

test('a million symbols are equally likely, over all and at each place', () => {
  const counts = new Map([...ALL].map((symbol) => [symbol, 0]))
  const places = Array.from({ length: 20 }, () => new Map([...ALL].map((symbol) => [symbol, 0])))

  for (let made = 0; made < 50_000; made += 1) {
    for (const [place, symbol] of [...generatePassword(cryptoRandom, []).reveal()].entries()) {
      counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
      places[place]?.set(symbol, (places[place]?.get(symbol) ?? 0) + 1)
    }
  }

  expect(ALL).toHaveLength(66)
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(1_000_000)
  expect(counts.size).toBe(66)
  expect(chiSquare([...counts.values()])).toBeLessThan(limit(65))
  for (const place of places) expect(chiSquare([...place.values()])).toBeLessThan(limit(65))
}, 120_000)

test('the test of equal likelihood finds symbols that are likelier than others', () => {
  const biased = Array.from({ length: 66 }, (_, at) => (at < 46 ? 15_500 : 14_300))

  expect(chiSquare(biased)).toBeGreaterThan(limit(65))
})

test('every password has 20 symbols of all four classes', () => {
  const random = seededRandom('classes')

  for (let made = 0; made < 2000; made += 1) {
    const password = generatePassword(random, []).reveal()
    expect(password).toMatch(/^[A-HJ-NP-Za-km-np-z2-9!#%*+\-=?@_]{20}$/)
    for (const symbols of [UPPER, LOWER, DIGITS, SIGNS])
      expect([...password].some((symbol) => symbols.includes(symbol))).toBe(true)
  }
})

test('no part of a name is in a password, in whatever case', () => {
  const random = seededRandom('names')
  // Every pair of lower-case letters with "a" before it, as if the person were called all of that.
  const names = [...LOWER].slice(0, 8).flatMap((one) => [...LOWER].map((two) => `A${one}${two}`))

  for (let made = 0; made < 300; made += 1) {
    const password = generatePassword(random, [names.join(' ')])
      .reveal()
      .toLowerCase()
    for (const name of names) expect(password).not.toContain(name.toLowerCase())
  }
})

test('names that leave nothing are a fault and not an endless search', () => {
  const constant = { integer: () => 0, uuid: () => '' }
  const password = generatePassword(constant, []).reveal()

  expect(() => generatePassword(constant, [password.replace(/[^A-Za-z2-9]+/g, ' ')])).toThrow('names')
})
