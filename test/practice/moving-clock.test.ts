import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Practice, startPractice } from '../../src/practice/practice-servers.ts'
import { quickClock } from '../support/quick-clock.ts'
import { documentOf, runJoinery } from '../support/run-joinery.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const DAY_MS = 24 * 3_600_000
const quiet = { ...quickClock(), now: () => Date.parse('2026-12-01T08:00:00Z') }
const clock = { now: () => Date.parse('2026-12-01T08:00:00Z') }

const start = async (folder: string): Promise<Practice> => {
  const practice = await startPractice({ folder, people: 20, clock })
  onTestFinished(() => practice.stop())
  return practice
}

const ask = async ({ info }: Practice, method: string, path: string, body?: unknown, token = info.token) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
  const response = await fetch(new URL(path, info.graph), init)
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) }
}

describe('the time of a practice company', () => {
  test('can be moved on over HTTP, and everything goes by it', async () => {
    const practice = await start(temporaryFolder())
    const [user] = practice.company.entra.find('userPrincipalName', 'debra.berger@contoso.com')
    await ask(practice, 'DELETE', `/v1.0/users/${user?.id}`)
    const deleted = `/v1.0/directory/deletedItems/${user?.id}`

    const before = (await ask(practice, 'GET', deleted)).status
    const moved = await ask(practice, 'POST', '/practice/clock', { advance: 31 * DAY_MS })
    const after = (await ask(practice, 'GET', deleted)).status

    expect(moved.body).toEqual({ now: '2027-01-01T08:00:00.000Z' })
    expect([before, after]).toEqual([200, 404])
  })

  test('stays moved when the servers are started again', async () => {
    const folder = temporaryFolder()
    const first = await start(folder)
    first.advance(DAY_MS)
    first.advance(DAY_MS)
    await first.stop()

    const again = await start(folder)

    expect((await ask(again, 'GET', '/practice/clock')).body).toEqual({ now: '2026-12-03T08:00:00.000Z' })
  })

  test('is moved by nobody without the token, and never back', async () => {
    const practice = await start(temporaryFolder())

    const answers = [
      await ask(practice, 'POST', '/practice/clock', { advance: DAY_MS }, 'none'),
      await ask(practice, 'POST', '/practice/clock', { advance: -1 }),
      await ask(practice, 'POST', '/practice/clock', { advance: 'soon' }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([401, 400, 400])
    expect(practice.company.clock.now()).toBe(clock.now())
  })

  test('is moved by a command, whether the company is being served or not', { timeout: 60_000 }, async () => {
    const cwd = temporaryFolder()
    const advance = (time: string) =>
      runJoinery(['practice', 'advance', time, '--state', 'state', '--json'], { cwd, clock: quiet })
    const practice = await start(join(cwd, 'state', 'practice'))

    const served = await advance('30m')
    const there = (await ask(practice, 'GET', '/practice/clock')).body
    await practice.stop()
    const alone = await advance('2d')
    const wrong = await advance('soon')

    expect(documentOf(served)).toEqual({ now: '2026-12-01T08:30:00.000Z' })
    expect(there).toEqual(documentOf(served))
    expect(documentOf(alone)).toEqual({ now: '2026-12-03T08:30:00.000Z' })
    expect(wrong.code).toBe(64)
  })
})
