import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemProcesses } from '../../../src/host/system-processes.ts'
import { applyPlan, resumeRun } from '../../../src/runner/apply-plan.ts'
import type { RunDeps } from '../../../src/runner/run-deps.ts'
import { openJournal } from '../../../src/store/open-journal.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { virtualClock } from '../../support/virtual-clock.ts'
import { newHire, planOf, seed } from './plans.ts'
import { emptyState, type TinyState, tinyTenant } from './tiny-tenant.ts'

/**
 * Onboards one person in a folder that holds the tenant and the journal, and kills itself (SIGKILL) at the boundary that is named, if any.
 * Arguments: folder, run, `apply` or `resume`, boundary, change. Prints the status of the run and the digest of the tenant.
 */
const [folder = '', run = '', verb = '', boundary, change] = process.argv.slice(2)
const file = join(folder, 'tenant.json')
const state: TinyState = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TinyState) : seed(emptyState())

const clock = virtualClock()
const tenant = tinyTenant({
  state,
  clock,
  wire: async (_call, done) => {
    done()
    writeFileSync(`${file}.new`, JSON.stringify(state))
    renameSync(`${file}.new`, file)
  },
})
const journal = openJournal(join(folder, '.joinery'))
const deps: RunDeps = {
  readers: tenant.readers,
  writers: tenant.writers,
  journal,
  leases: journal.leases,
  processes: systemProcesses,
  clock,
  random: seededRandom(`${run} ${process.pid}`),
  progress: () => {},
  crashPoint: (name, at) => {
    if (name === boundary && at === change) process.kill(process.pid, 'SIGKILL')
  },
}
const report =
  verb === 'apply' ? await applyPlan(planOf([newHire()]), { ...deps, runId: run }) : await resumeRun(run, deps)
// The tenant changes after the last write too: Entra Connect works while it is read.
writeFileSync(file, JSON.stringify(state))
process.stdout.write(
  JSON.stringify({
    status: report.status,
    digest: tenant.digest(),
    writes: state.writes,
    chain: await journal.check(),
  }),
)
