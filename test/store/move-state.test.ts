import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Secret } from '../../src/model/secret.ts'
import { moveState } from '../../src/store/move-state.ts'
import { type EmbeddedJournal, openJournal } from '../../src/store/open-journal.ts'
import { openPostgresJournal } from '../../src/store/postgres/open-postgres-journal.ts'
import { intent, planned } from '../contract/journal-contract.ts'
import { isPostgresRequired, newDatabase, postgresMissing, type TestDatabase } from '../support/shared-postgres.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const missing = postgresMissing()
const NOW = Date.parse('2026-12-01T08:00:00Z')

const pushed = {
  source: 'hr',
  id: 'd0ba3f3c-51b1-4d45-8cf6-a2fd2ab5d0a1',
  person: '00123',
  attributes: { userName: 'adele@contoso.com' },
  createdAt: '2026-12-01T08:00:00.000Z',
  changedAt: '2026-12-01T08:00:00.000Z',
  inactiveSince: null,
  goneAt: null,
  version: 1,
}

/** A state with a run, work, a feed, a user that was pushed, something remembered, and a lease that was given back. */
const embedded = async (records = 5): Promise<{ readonly folder: string; readonly journal: EmbeddedJournal }> => {
  const folder = join(temporaryFolder(), '.joinery')
  const journal = openJournal(folder)
  onTestFinished(() => journal.close())
  await journal.append(planned('r1'))
  await Promise.all(Array.from({ length: records - 1 }, (_, attempt) => journal.append(intent('r1', attempt))))
  const order = { run: 'r1', owner: 'A', now: NOW, forMs: 30_000, allOrNone: true }
  const { taken } = await journal.leases.take({ ...order, wanted: [{ name: 'person 00123' }] })
  await journal.leases.release(taken)
  await journal.memory.write('feed hr', '2026-12-01')
  const snapshot = {
    source: 'hr',
    asOf: '2026-12-01T00:00:00Z',
    hash: 'sha256:1',
    rows: 0,
    complete: true,
    people: [],
    refused: [],
  }
  await journal.feeds.accept(snapshot, [])
  await journal.pushed.put(pushed)
  return { folder, journal }
}

const opened = async ({ url }: TestDatabase) => {
  const journal = await openPostgresJournal(new Secret(url))
  onTestFinished(() => journal.close())
  return journal
}

if (missing) {
  test(`moving a state into PostgreSQL is not proven here: ${missing}`, () => {
    expect(isPostgresRequired(), missing).toBe(false)
  })
} else {
  describe('a state that is moved into PostgreSQL', () => {
    test('arrives whole: the same records in the same chain, which goes on, leases with higher tokens, feeds, and what was remembered', async () => {
      const { folder, journal } = await embedded(2500)
      const [database, records] = [await newDatabase(), [...journal.records()].map((record) => ({ ...record }))]

      const moved = await moveState({ folder, to: new Secret(database.url), now: NOW })

      const there = await opened(database)
      const arrived = []
      for await (const record of there.records()) arrived.push(record)
      expect(moved).toMatchObject({ records: 2500, feeds: 1, work: 0, already: false, hash: records.at(-1)?.hash })
      expect(arrived).toEqual(records)
      await there.append(intent('r1', 9))
      expect(await there.check()).toMatchObject({ whole: true, records: 2501 })
      expect(await there.memory.read('feed hr')).toBe('2026-12-01')
      expect(await there.pushed.list('hr')).toEqual([pushed])
      expect(await there.feeds.lastGood('hr')).toMatchObject({ asOf: '2026-12-01T00:00:00Z' })
      const order = { run: 'r2', owner: 'B', now: NOW, forMs: 30_000, allOrNone: true }
      expect((await there.leases.take({ ...order, wanted: [{ name: 'person 00123' }] })).taken).toMatchObject([
        { token: 3 },
      ])
    })

    test('takes nothing any more where it was, not even from a process that had it open', async () => {
      const [{ folder, journal }, database] = [await embedded(), await newDatabase()]

      await moveState({ folder, to: new Secret(database.url), now: NOW })

      await expect(journal.append(intent('r1', 9))).rejects.toMatchObject({ code: 'run/journal-not-writable' })
      await expect(journal.memory.write('feed hr', null)).rejects.toMatchObject({ code: 'run/journal-not-writable' })
      await expect(journal.pushed.put({ ...pushed, version: 2 })).rejects.toMatchObject({
        code: 'run/journal-not-writable',
      })
      expect(() => openJournal(folder)).toThrowError(expect.objectContaining({ code: 'state/moved' }))
    })

    test('is only checked the second time, also when it has gone on there', async () => {
      const [{ folder }, database] = [await embedded(), await newDatabase()]
      const order = { folder, to: new Secret(database.url), now: NOW }
      await moveState(order)
      await (await opened(database)).append(intent('r1', 9))

      expect(await moveState(order)).toMatchObject({ already: true, records: 5 })
      expect(await (await opened(database)).check()).toMatchObject({ whole: true, records: 6 })
    })

    test('is found there by a second attempt after a crash between arriving and being closed here', async () => {
      const [{ folder, journal }, database] = [await embedded(), await newDatabase()]
      const order = { folder, to: new Secret(database.url), now: NOW }
      await moveState(order)
      // The copy of a backup is what a crash before the mark leaves.
      const again = await embedded()
      expect((await again.journal.check()) as unknown).toEqual(await journal.check())

      expect(await moveState({ ...order, folder: again.folder })).toMatchObject({ already: true })
      expect(() => openJournal(again.folder)).toThrowError(expect.objectContaining({ code: 'state/moved' }))
    })

    test('stays where it is while a run is at work', async () => {
      const [{ folder, journal }, database] = [await embedded(), await newDatabase()]
      const order = { run: 'r7', owner: 'A', now: NOW, forMs: 30_000, allOrNone: true }
      await journal.leases.take({ ...order, wanted: [{ name: 'run r7' }] })
      const move = { folder, to: new Secret(database.url) }

      await expect(moveState({ ...move, now: NOW })).rejects.toMatchObject({
        code: 'state/runs-active',
        category: 'locked',
        message: expect.stringContaining('r7'),
      })

      await journal.append(intent('r1', 9))
      expect(await moveState({ ...move, now: NOW + 31_000 })).toMatchObject({ records: 6 })
    })

    test('is not mixed with another that is there', async () => {
      const [{ folder, journal }, database] = [await embedded(), await newDatabase()]
      await (await opened(database)).append(planned('other'))

      await expect(moveState({ folder, to: new Secret(database.url), now: NOW })).rejects.toMatchObject({
        code: 'state/not-empty',
        category: 'refused',
      })
      await journal.append(intent('r1', 9))
      expect(await (await opened(database)).check()).toMatchObject({ records: 1 })
    })
  })
}
