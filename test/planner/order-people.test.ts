import { expect, test } from 'vitest'
import { orderPeople } from '../../src/planner/order-people.ts'
import { recordOf } from '../support/plan-with.ts'

/** Employee numbers in the order in which people are planned; each is given as `number` or `number<manager`. */
const ordered = (...people: readonly string[]): readonly string[] => {
  const records = people.map((text) => {
    const [employeeId = '', manager] = text.split('<')
    return recordOf({ employeeId, ...(manager === undefined ? {} : { manager }) })
  })
  return orderPeople(records).map(({ person }) => person.employeeId)
}

test('people without managers in the batch keep the order of the input', () => {
  expect(ordered('3', '1<99', '2')).toEqual(['3', '1', '2'])
})

test('managers come before those who report to them, however high, and everybody once', () => {
  expect(ordered('1<2', '4', '2<3', '3', '5<2')).toEqual(['3', '2', '1', '4', '5'])
})

test('letter case of employee numbers means nothing', () => {
  expect(ordered('1<a7', 'A7')).toEqual(['A7', '1'])
})

test('a circle of managers ends, and nobody is lost', () => {
  expect([...ordered('1<2', '2<3', '3<1', '4<1')].sort()).toEqual(['1', '2', '3', '4'])
  expect(ordered('1<1')).toEqual(['1'])
})

test('a chain of two thousand is put in order', () => {
  const chain = Array.from({ length: 2000 }, (_, at) => `${at}<${at + 1}`)

  expect(ordered(...chain)).toEqual(chain.map((text) => text.split('<')[0]).toReversed())
})
