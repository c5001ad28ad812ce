import { expect, test } from 'vitest'
import { EntraStore } from '../../../src/practice/entra/entra-store.ts'
import { practiceIds } from '../../../src/practice/practice-ids.ts'

const clock = { now: () => Date.parse('2026-12-01T08:00:00Z') }
const emptyStore = (): EntraStore => new EntraStore({ clock, ids: practiceIds('contoso') })

interface Laptop {
  readonly name: string
}

const namesIn = (store: EntraStore): readonly string[] =>
  store
    .shelf<Laptop>('laptop')
    .all()
    .map(({ name }) => name)

test('a record lies on its own shelf, whatever the letter case of its id', () => {
  const store = emptyStore()

  store.shelf<Laptop>('laptop').put('A-1', { name: 'LAPTOP-1' })

  expect(store.shelf<Laptop>('laptop').get('a-1')).toEqual({ name: 'LAPTOP-1' })
  expect(store.shelf<Laptop>('phone').get('a-1')).toBeUndefined()
})

test('records are kept and loaded like objects, and one that is gone is said to be', () => {
  const store = emptyStore()
  const laptops = store.shelf<Laptop>('laptop')
  laptops.put('a-1', { name: 'LAPTOP-1' })
  laptops.put('a-2', { name: 'LAPTOP-2' })
  const kept = store.takeDirty()
  laptops.remove('a-1')

  const again = emptyStore()
  again.load(kept)

  expect(namesIn(again)).toEqual(['LAPTOP-1', 'LAPTOP-2'])
  expect(again.takeDirty()).toEqual([])
  expect(store.takeDirty()).toEqual([{ id: 'laptop/a-1', json: null }])
  expect(store.shelf<Laptop>('laptop').remove('a-1')).toBe(false)
})

test('a store that follows another one hears of records too', () => {
  const [store, replica] = [emptyStore(), emptyStore()]
  store.watch((rows) => replica.follow(rows))
  store.shelf<Laptop>('laptop').put('a-1', { name: 'LAPTOP-1' })
  store.shelf<Laptop>('laptop').put('a-2', { name: 'LAPTOP-2' })
  store.takeDirty()
  const heard = namesIn(replica)

  store.shelf<Laptop>('laptop').remove('a-1')
  store.takeDirty()

  expect([heard, namesIn(replica)]).toEqual([['LAPTOP-1', 'LAPTOP-2'], ['LAPTOP-2']])
})
