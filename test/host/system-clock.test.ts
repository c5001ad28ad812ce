import { expect, test } from 'vitest'
import { systemClock } from '../../src/host/system-clock.ts'

test('a sleep takes at least its time', async () => {
  const began = systemClock.now()

  await systemClock.sleep(30)

  expect(systemClock.now() - began).toBeGreaterThanOrEqual(29)
})

test('a sleep ends with the reason of its signal', async () => {
  const abort = new AbortController()
  const reason = new Error('SIGINT')

  const sleep = systemClock.sleep(3_600_000, abort.signal)
  abort.abort(reason)

  await expect(sleep).rejects.toBe(reason)
  await expect(systemClock.sleep(1, abort.signal)).rejects.toBe(reason)
})

test('a sleep of a month, which no timer of Node can count, does not end at once', async () => {
  const abort = new AbortController()
  let ended = false
  const sleep = systemClock.sleep(31 * 24 * 3_600_000, abort.signal).catch(() => {
    ended = true
  })

  await systemClock.sleep(20)

  expect(ended).toBe(false)
  abort.abort()
  await sleep
  expect(ended).toBe(true)
})
