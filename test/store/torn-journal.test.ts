import { copyFileSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/run.ts'
import { applyPlan, resumeRun } from '../../src/runner/apply-plan.ts'
import { type EmbeddedJournal, openJournal } from '../../src/store/open-journal.ts'
import { withRecordsOf } from '../../src/store/read-database.ts'
import { verifyRecords } from '../../src/store/verify-records.ts'
import { bench } from '../runner/support/bench.ts'
import { newHire, planOf } from '../runner/support/plans.ts'
import { emptyState } from '../runner/support/tiny-tenant.ts'
import { stateFolder, workplace } from '../runner/support/workplace.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { smallRun } from './support/small-journal.ts'

/** SQLite keeps what is committed in the file beside the database until it is carried over. */
const FILES = ['joinery.db', 'joinery.db-wal'] as const

const RUN = 'r1'

/** The files as they lie on the disk while the journal is open, as they would after a kill or a loss of power. */
const filesOf = (folder: string): ReadonlyMap<string, Buffer> =>
  new Map(FILES.map((name) => [name, readFileSync(join(folder, name))]))

const folderWith = (folder: string, files: ReadonlyMap<string, Buffer>): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes, { mode: 0o600 })
  return folder
}

const walSize = (folder: string): number => statSync(join(folder, 'joinery.db-wal')).size

const using = async <T>(folder: string, use: (journal: EmbeddedJournal) => Promise<T>): Promise<T> => {
  const journal = openJournal(folder)
  try {
    return await use(journal)
  } finally {
    await journal.close()
  }
}

describe('a journal whose last record was not written to its end', () => {
  const written = async () => {
    const folder = join(temporaryFolder(), '.joinery')
    return using(folder, async (journal) => {
      for (const event of smallRun.slice(0, -1)) await journal.append(event)
      const before = walSize(folder)
      await journal.append(smallRun.at(-1) as RunEvent)
      return { files: filesOf(folder), before, after: walSize(folder) }
    })
  }

  const cut = (files: ReadonlyMap<string, Buffer>, length: number): ReadonlyMap<string, Buffer> =>
    new Map([...files].map(([name, bytes]) => [name, name.endsWith('-wal') ? bytes.subarray(0, length) : bytes]))

  test('cut at every byte of it, ends in the record before, is whole, and takes the next', async () => {
    const { files, before, after } = await written()
    const place = temporaryFolder()
    expect(after - before).toBeGreaterThan(4096)

    const database = join(folderWith(join(place, 'cut'), files), 'joinery.db')
    for (let length = after - 1; length >= before; length -= 1) {
      truncateSync(`${database}-wal`, length)
      const read = withRecordsOf(database, (records) => verifyRecords(records, [], ''))
      expect(read.records, `cut to ${length}`).toBe(smallRun.length - 1)
    }
    for (let length = before; length < after; length += 97) {
      const folder = folderWith(join(place, 'used', '.joinery'), cut(files, length))
      await using(folder, async (journal) => {
        expect(await journal.events(smallRun[0]?.run ?? ''), `cut to ${length}`).toEqual(smallRun.slice(0, -1))
        await journal.append(smallRun.at(-1) as RunEvent)
        expect(await journal.check(), `cut to ${length}`).toMatchObject({ whole: true, records: smallRun.length })
      })
    }
  }, 120_000)

  test('torn at its end, which the disk filled with something else, ends in the record before', async () => {
    const { files, before, after } = await written()
    const place = temporaryFolder()
    const random = seededRandom('torn')

    for (let tried = 0; tried < 150; tried += 1) {
      const from = before + random.integer(after - before)
      const wal = Buffer.from(files.get('joinery.db-wal') ?? '')
      for (let at = from; at < after; at += 1) wal[at] = random.integer(2) === 0 ? 0 : (wal[at] ?? 0) ^ 0xa5
      // Where chance left the bytes as they were, nothing is torn.
      if (wal.equals(files.get('joinery.db-wal') ?? Buffer.of())) continue
      const folder = folderWith(join(place, 'torn', '.joinery'), new Map([...files, ['joinery.db-wal', wal]]))
      const read = withRecordsOf(join(folder, 'joinery.db'), (records) => verifyRecords(records, [], ''))
      expect(read.records, `torn from ${from}`).toBe(smallRun.length - 1)
    }
  }, 60_000)
})

describe('a run whose last record is lost', () => {
  const plan = planOf([newHire()])

  /** The state folder and the tenant after every record of an onboarding. */
  const recorded = async () => {
    const folder = stateFolder()
    const place = workplace(folder)
    const deps = place.process('A')
    const moments: { files: ReadonlyMap<string, Buffer>; tenant: string; before: number; after: number }[] = []
    const append: typeof deps.journal.append = async (...args) => {
      const before = walSize(folder.path)
      const tenant = JSON.stringify(place.state)
      await deps.journal.append(...args)
      moments.push({ files: filesOf(folder.path), tenant, before, after: walSize(folder.path) })
    }
    await applyPlan(plan, { ...deps, journal: { ...deps.journal, append }, runId: RUN })
    return moments
  }

  test('is resumed from the one before to the same end, whichever it was and wherever it was cut', async () => {
    const on = bench()
    await applyPlan(plan, on.deps())
    const wanted = on.tenant.digest()
    const moments = await recorded()
    expect(moments.length).toBeGreaterThanOrEqual(40)
    const random = seededRandom('cut')

    for (const [nth, { files, tenant, before, after }] of moments.entries()) {
      // Without its first record there is no run to resume.
      if (nth === 0) continue
      const length = before + random.integer(Math.max(1, after - before))
      const folder = stateFolder()
      folderWith(
        folder.path,
        new Map([...files, ['joinery.db-wal', (files.get('joinery.db-wal') ?? Buffer.of()).subarray(0, length)]]),
      )
      const place = workplace(folder)
      Object.assign(place.state, emptyState(), JSON.parse(tenant))

      const report = await resumeRun(RUN, place.process('B', { lockTimeoutMs: 300_000 }))

      expect(report.status, `record ${nth}`).toBe('done')
      expect(place.digest(), `record ${nth}`).toBe(wanted)
      expect(await place.journal.check(), `record ${nth}`).toMatchObject({ whole: true })
    }
  }, 60_000)
})

test('the main file alone, without what was not carried over yet, is a whole journal that ends earlier', async () => {
  const folder = join(temporaryFolder(), '.joinery')
  const place = temporaryFolder()
  await using(folder, async (journal) => {
    for (const event of smallRun) await journal.append(event)
    mkdirSync(join(place, '.joinery'), { mode: 0o700 })
    copyFileSync(join(folder, 'joinery.db'), join(place, '.joinery', 'joinery.db'))
  })

  await using(join(place, '.joinery'), async (journal) => {
    expect(await journal.check()).toMatchObject({ whole: true })
  })
})
