import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { systemProcesses } from '../../../src/host/system-processes.ts'
import { asFault } from '../../../src/model/fault.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import { applyPlan } from '../../../src/runner/apply-plan.ts'
import { openJournal } from '../../../src/store/open-journal.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { newHire, planOf, seed } from './plans.ts'
import { emptyState, tinyTenant } from './tiny-tenant.ts'

/**
 * Onboards one person into a tenant of its own and writes a line into `writes.log` for each write. Stops itself (SIGSTOP) at the boundary
 * that is named, if any. Time passes sixty times as fast, so that a lease lasts half a second. Arguments: folder, run, boundary, change.
 * Prints how it ended.
 */
const [folder = '', run = '', boundary, change] = process.argv.slice(2)
const FASTER = 60

const clock: Clock = {
  now: () => Date.now() * FASTER,
  sleep: (ms, signal) => wait(ms / FASTER, undefined, signal ? { signal } : {}),
}
const tenant = tinyTenant({
  state: seed(emptyState()),
  clock,
  wire: async (call, done) => {
    appendFileSync(join(folder, 'writes.log'), `${run} ${call}\n`)
    done()
  },
})
const journal = openJournal(join(folder, '.joinery'))
const end = await applyPlan(planOf([newHire()]), {
  runId: run,
  readers: tenant.readers,
  writers: tenant.writers,
  journal,
  leases: journal.leases,
  clock,
  random: seededRandom(run),
  progress: () => {},
  lockTimeoutMs: 20 * 60_000,
  processes: systemProcesses,
  pulse: (everyMs, beat) => {
    const timer = setInterval(beat, everyMs / FASTER)
    return () => clearInterval(timer)
  },
  crashPoint: (name, at) => {
    if (name === boundary && at === change) process.kill(process.pid, 'SIGSTOP')
  },
}).then(
  ({ status }) => status,
  (thrown) => asFault(thrown).code,
)
await journal.close()
process.stdout.write(end)
