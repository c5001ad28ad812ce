import { expect, test } from 'vitest'
import { endOfDay } from '../../src/model/end-of-day.ts'

test.each([
  ['an ordinary day', '2030-01-31', 'Europe/Berlin', '2030-01-31T23:00:00.000Z'],
  ['summer time', '2030-06-30', 'Europe/London', '2030-06-30T23:00:00.000Z'],
  ['Greenwich', '2030-12-31', 'UTC', '2031-01-01T00:00:00.000Z'],
  ['the far east', '2030-06-30', 'Pacific/Kiritimati', '2030-06-30T10:00:00.000Z'],
  ['the far west', '2030-06-30', 'Pacific/Pago_Pago', '2030-07-01T11:00:00.000Z'],
  ['half an hour', '2030-06-30', 'Asia/Kolkata', '2030-06-30T18:30:00.000Z'],
  ['a short day', '2030-03-31', 'Europe/Berlin', '2030-03-31T22:00:00.000Z'],
  ['a long day', '2030-10-27', 'Europe/Berlin', '2030-10-27T23:00:00.000Z'],
  // At midnight it becomes one o'clock.
  ['a day after which there is no midnight', '2023-03-25', 'Asia/Beirut', '2023-03-25T22:00:00.000Z'],
  ['a leap day', '2028-02-29', 'America/New_York', '2028-03-01T05:00:00.000Z'],
])('a day is over when the next one begins: %s', (_, date, timeZone, end) => {
  expect(new Date(endOfDay(date, timeZone)).toISOString()).toBe(end)
})

test('without a time zone the machine has the say', () => {
  expect(endOfDay('2030-06-30')).toBe(new Date(2030, 6, 1).getTime())
})
