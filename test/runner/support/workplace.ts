import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Journal } from '../../../src/ports/journal.ts'
import type { RunDeps } from '../../../src/runner/run-deps.ts'
import { type EmbeddedJournal, openJournal } from '../../../src/store/open-journal.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { virtualClock } from '../../support/virtual-clock.ts'
import { seed } from './plans.ts'
import { emptyState, type TinyState, tinyTenant, type Wire } from './tiny-tenant.ts'

/** A tenant, a state folder and the time, on which several processes work side by side. */
export interface Workplace {
  readonly state: TinyState
  readonly clock: Clock
  readonly journal: EmbeddedJournal
  /** Who wrote, in the order of the writes. */
  readonly writers: readonly string[]
  digest(): string
  /** What a process of that name has, with a connection of its own to the journal. */
  process(name: string, more?: Partial<RunDeps>, wire?: Wire): RunDeps
}

const straight: Wire = async (_call, done) => done()

const opened = (folder: string): EmbeddedJournal => {
  const journal = openJournal(folder)
  onTestFinished(() => journal.close())
  return journal
}

/** A state folder with as many connections as are asked for; tests with many seeds share one. */
export const stateFolder = (): { readonly path: string; connection(name: string): EmbeddedJournal } => {
  const folder = join(temporaryFolder(), '.joinery')
  const connections = new Map<string, EmbeddedJournal>()
  return {
    path: folder,
    connection(name) {
      const journal = connections.get(name) ?? opened(folder)
      connections.set(name, journal)
      return journal
    },
  }
}

export interface WorkplaceOptions {
  /** Whether Entra Connect works. */
  readonly synced?: () => boolean
  readonly clock?: Clock
}

export const workplace = (
  folder = stateFolder(),
  { synced = () => true, clock = virtualClock() }: WorkplaceOptions = {},
): Workplace => {
  const state = seed(emptyState())
  const writers: string[] = []
  return {
    state,
    clock,
    journal: folder.connection('watcher'),
    writers,
    digest: () => tinyTenant({ state, clock }).digest(),
    process(name, more = {}, wire = straight) {
      const journal: Journal & Pick<EmbeddedJournal, 'leases'> = folder.connection(name)
      const tenant = tinyTenant({
        state,
        clock,
        synced,
        wire: (call, done) =>
          wire(call, () => {
            writers.push(name)
            done()
          }),
      })
      return {
        readers: tenant.readers,
        writers: tenant.writers,
        journal,
        leases: journal.leases,
        clock,
        random: seededRandom(name),
        progress: () => {},
        ...more,
      }
    },
  }
}
