import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { liveDnOf, noMoves, projectedDn, recordMove } from '../../../src/planner/projection/dn-moves.ts'

const base = 'DC=contoso,DC=com'
const moved = (...steps: readonly (readonly [string, string])[]) => {
  const moves = noMoves()
  for (const [from, to] of steps) recordMove(moves, `${from},${base}`, `${to},${base}`)
  return moves
}

describe('a DN after moves', () => {
  test('follows its object and everything above it, step by step', () => {
    const moves = moved(
      ['CN=Adele,OU=Sales', 'CN=Adele,OU=HR'],
      ['OU=HR', 'OU=People'],
      ['CN=Adele,OU=People', 'CN=Adele V,OU=People'],
    )

    expect(projectedDn(moves, `CN=Adele,OU=Sales,${base}`)).toBe(`CN=Adele V,OU=People,${base}`)
    expect(projectedDn(moves, `CN=Lee,OU=HR,${base}`)).toBe(`CN=Lee,OU=People,${base}`)
    expect(projectedDn(moves, `CN=Lee,OU=Sales,${base}`)).toBe(`CN=Lee,OU=Sales,${base}`)
  })

  test('leads back to where the object is live, and a place that was left leads nowhere', () => {
    const moves = moved(['CN=Adele,OU=Sales', 'CN=Adele,OU=HR'], ['OU=HR', 'OU=People'])

    expect(liveDnOf(moves, `CN=Adele,OU=People,${base}`)).toBe(`CN=Adele,OU=Sales,${base}`)
    expect(liveDnOf(moves, `CN=Lee,OU=People,${base}`)).toBe(`CN=Lee,OU=HR,${base}`)
    expect(liveDnOf(moves, `CN=Adele,OU=Sales,${base}`)).toBeNull()
    expect(liveDnOf(moves, `CN=Lee,OU=HR,${base}`)).toBeNull()
  })

  test('tells who took over a name from who had it', () => {
    const moves = moved(['CN=Adele,OU=Sales', 'CN=Adele,OU=HR'], ['CN=Other,OU=IT', 'CN=Adele,OU=Sales'])

    expect(projectedDn(moves, `CN=Adele,OU=Sales,${base}`)).toBe(`CN=Adele,OU=HR,${base}`)
    expect(liveDnOf(moves, `CN=Adele,OU=Sales,${base}`)).toBe(`CN=Other,OU=IT,${base}`)
  })

  test('may change in case alone', () => {
    const moves = moved(['CN=adele,OU=Sales', 'CN=Adele,OU=Sales'])

    expect(projectedDn(moves, `CN=adele,OU=Sales,${base}`)).toBe(`CN=Adele,OU=Sales,${base}`)
    expect(liveDnOf(moves, `CN=ADELE,OU=sales,${base}`)).toBe(`CN=adele,OU=Sales,${base}`)
  })
})

test('after any moves, every object is found from both sides, as a tree that really moves shows', () => {
  const names = ['A', 'B', 'C', 'D']
  const start = names
    .flatMap((ou) => [`OU=${ou}`, ...names.map((cn) => `CN=${cn},OU=${ou}`)])
    .map((dn) => `${dn},${base}`)
  const step = fc.record({ which: fc.nat(19), into: fc.nat(19), name: fc.constantFrom(...names, 'E', 'F') })

  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const moves = noMoves()
      const places = new Map(start.map((dn) => [dn, dn]))
      for (const { which, into, name } of steps) {
        const from = places.get(start[which] ?? '') ?? ''
        const parent = from.startsWith('OU') ? base : (places.get(start[into - (into % 5)] ?? '') ?? '')
        const to = `${from.slice(0, 2)}=${name},${parent}`
        if (parent === '' || [...places.values()].includes(to)) continue
        recordMove(moves, from, to)
        for (const [live, now] of places) {
          if (now === from) places.set(live, to)
          else if (now.endsWith(`,${from}`)) places.set(live, `${now.slice(0, -from.length)}${to}`)
        }
      }
      for (const [live, now] of places) {
        expect(projectedDn(moves, live)).toBe(now)
        expect(liveDnOf(moves, now)).toBe(live)
      }
    }),
    { seed: 20261204, numRuns: 500 },
  )
})
