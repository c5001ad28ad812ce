import { chmodSync, chownSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { asFault } from '../../src/model/fault.ts'
import { applyPlan, resumeRun } from '../../src/runner/apply-plan.ts'
import { openJournal } from '../../src/store/open-journal.ts'
import { bench } from '../runner/support/bench.ts'
import { newHire, planOf } from '../runner/support/plans.ts'
import { stateFolder, workplace } from '../runner/support/workplace.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { diskErrors, type Failure, failingDatabase } from './support/failing-database.ts'

const RUN = 'r1'
const plan = planOf([newHire()])
const errors = Object.keys(diskErrors) as (keyof typeof diskErrors)[]

const undisturbed = async (): Promise<string> => {
  const on = bench()
  await applyPlan(plan, on.deps())
  return on.tenant.digest()
}

/** One onboarding whose disk fails, and the resume of it by another process whose disk does not. */
const disturbed = async (failure: Failure) => {
  const folder = stateFolder()
  const place = workplace(folder)
  const failing = failingDatabase(failure)
  const journal = openJournal(folder.path, { open: failing.open })
  onTestFinished(() => journal.close())
  const withoutIntent: string[] = []
  let calls = 0
  let callsAfterFailure = 0
  const a = place.process('A', { journal, leases: journal.leases }, async (call, done) => {
    calls += 1
    if (failing.failures() > 0) callsAfterFailure += 1
    // Another connection sees what is durable and nothing else.
    const durable = (await place.journal.events(RUN)).filter(({ type }) => type === 'intent').length
    if (durable < calls) withoutIntent.push(call)
    done()
  })
  const end = await applyPlan(plan, { ...a, runId: RUN, processes: { self: 'A', hasEnded: () => false } }).then(
    () => null,
    asFault,
  )
  const recorded = (await place.journal.events(RUN)).length > 0
  const b = { ...place.process('B'), processes: { self: 'B', hasEnded: (name: string) => name === 'A' } }
  const report = await (recorded ? resumeRun(RUN, b) : applyPlan(plan, { ...b, runId: RUN }))
  return { end, failing, withoutIntent, callsAfterFailure, report, place }
}

/** Commits of an onboarding on a healthy disk. */
const commitsOfARun = async (): Promise<number> => {
  const { failing } = await disturbed({ error: 'EIO', nth: 0, lasting: false, arrives: false })
  return failing.commits()
}

describe('a disk that fails at any commit of an onboarding', () => {
  test.each([
    ['once', { lasting: false, arrives: false }],
    ['from then on', { lasting: true, arrives: false }],
    ['from then on, though the record has arrived', { lasting: true, arrives: true }],
  ])(
    '%s: nothing is sent without a durable intent, nothing after it, and a resume ends the same',
    async (_how, how) => {
      const wanted = await undisturbed()
      const commits = await commitsOfARun()
      expect(commits).toBeGreaterThan(40)

      for (let nth = 1; nth <= commits; nth += 1) {
        const failure: Failure = { ...how, nth, error: errors[nth % errors.length] ?? 'EIO' }
        const { end, failing, withoutIntent, callsAfterFailure, report, place } = await disturbed(failure)

        const which = `${failure.error} at commit ${nth}`
        expect(failing.failures(), which).toBeGreaterThan(0)
        expect(withoutIntent, which).toEqual([])
        expect(callsAfterFailure, which).toBe(0)
        // The last commit gives the lease back, and that may fail: it runs out by itself.
        if (nth < commits) expect(end, which).toMatchObject({ code: 'run/journal-not-writable', category: 'journal' })
        expect(report.status, which).toBe('done')
        expect(place.digest(), which).toBe(wanted)
        expect(await place.journal.check(), which).toMatchObject({ whole: true })
      }
    },
    120_000,
  )
})

describe('a journal that may only be read', () => {
  test('lets nobody begin, and stays as it is', async () => {
    const folder = stateFolder()
    const place = workplace(folder)
    await applyPlan(plan, { ...place.process('A'), runId: RUN })
    const journal = openJournal(folder.path, { open: (file) => new DatabaseSync(file, { readOnly: true }) })
    onTestFinished(() => journal.close())
    const writes = place.writers.length

    const refused = applyPlan(plan, { ...place.process('B', { journal, leases: journal.leases }), runId: 'r2' })

    await expect(refused).rejects.toMatchObject({
      code: 'run/journal-not-writable',
      message: expect.stringContaining('it may only be read'),
    })
    expect(place.writers).toHaveLength(writes)
    expect(await journal.events(RUN)).not.toEqual([])
  })

  test('because its folder is: the fault says so', () => {
    const base = temporaryFolder()
    const folder = join(base, '.joinery')
    mkdirSync(folder, { mode: 0o700 })
    chmodSync(folder, 0o500)

    asSomebody([base, folder], () =>
      expect(() => openJournal(folder)).toThrowError(
        expect.objectContaining({ code: 'run/journal-not-writable', message: expect.stringContaining('EACCES') }),
      ),
    )
  })
})

const NOBODY = 65_534

/** For root no folder is read-only, so the test is somebody else meanwhile, who owns these folders. */
const asSomebody = (folders: readonly string[], work: () => void): void => {
  const isRoot = process.getuid?.() === 0
  for (const folder of isRoot ? folders : []) chownSync(folder, NOBODY, NOBODY)
  if (isRoot) process.seteuid?.(NOBODY)
  try {
    work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

test.each(errors)('%s while the file is opened is told with its reason', (error) => {
  const { errcode, message } = diskErrors[error]
  const open = (): DatabaseSync => {
    throw Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode })
  }

  expect(() => openJournal(join(temporaryFolder(), '.joinery'), { open })).toThrowError(
    expect.objectContaining({ code: 'run/journal-not-writable', category: 'journal', effect: 'none' }),
  )
})
