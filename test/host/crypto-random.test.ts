import { expect, test } from 'vitest'
import { cryptoRandom } from '../../src/host/crypto-random.ts'

test('numbers are below the limit and all of them come', () => {
  const drawn = new Set(Array.from({ length: 2000 }, () => cryptoRandom.integer(7)))

  expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
})

test('ids are version 4 UUIDs and differ', () => {
  const ids = Array.from({ length: 100 }, () => cryptoRandom.uuid())

  expect(new Set(ids).size).toBe(100)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
