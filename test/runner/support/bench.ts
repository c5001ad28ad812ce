import type { ProgressEvent } from '../../../src/model/progress-event.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Journal } from '../../../src/ports/journal.ts'
import type { RunDeps } from '../../../src/runner/run-deps.ts'
import { memoryJournal } from '../../support/memory-journal.ts'
import { memoryLeases } from '../../support/memory-leases.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { virtualClock } from '../../support/virtual-clock.ts'
import { seed } from './plans.ts'
import { emptyState, type TinyOptions, type TinyTenant, tinyTenant } from './tiny-tenant.ts'

/** A tenant, a journal and a clock, and what a process needs to run a plan on them. */
export interface Bench {
  readonly tenant: TinyTenant
  readonly journal: Journal & { readonly lines: string[] }
  readonly clock: Clock
  readonly progress: ProgressEvent[]
  /** What a fresh process would have: nothing in memory but the tenant and the journal outside of it. */
  deps(overrides?: Partial<RunDeps>): RunDeps
}

export const bench = (options: TinyOptions = {}): Bench => {
  const { clock = virtualClock() } = options
  const tenant = tinyTenant({ state: seed(emptyState()), ...options, clock })
  const journal = memoryJournal()
  const leases = memoryLeases()
  const progress: ProgressEvent[] = []
  let processes = 0
  return {
    tenant,
    journal,
    clock,
    progress,
    deps(overrides = {}) {
      processes += 1
      return {
        readers: tenant.readers,
        writers: tenant.writers,
        journal,
        leases,
        clock,
        random: seededRandom(`process ${processes}`),
        progress: (event) => void progress.push(event),
        ...overrides,
      }
    },
  }
}
