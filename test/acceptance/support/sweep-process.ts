import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProgressEvent } from '../../../src/model/progress-event.ts'
import type { RunReport } from '../../../src/model/run.ts'
import type { Leases } from '../../../src/ports/leases.ts'
import type { Readers, Writers } from '../../../src/ports/systems.ts'
import type { CrashPoint, RunDeps } from '../../../src/runner/run-deps.ts'
import { openJournal } from '../../../src/store/open-journal.ts'
import type { BusyClock } from '../../support/busy-clock.ts'
import { seededRandom } from '../../support/seeded-random.ts'

/** Connections to the systems of a company. */
export interface SweepSystems {
  readonly readers: Readers
  readonly writers: Writers
  close(): Promise<void>
}

/** Where processes work: systems that each opens anew, a folder with the journal, and the time. */
export interface SweepPlace {
  readonly clock: BusyClock
  /** Holds Joinery's state and the notes that are handed over. */
  readonly folder: string
  open(process: string): Promise<SweepSystems>
  /** Name of every write that was asked of a system, in order; those that leave nothing behind when repeated are left out. */
  readonly sent: string[]
  readonly progress: (event: ProgressEvent) => void
}

/** Thrown at a boundary: the process is killed there. */
export class Crash extends Error {}

export type Dies = NonNullable<RunDeps['crashPoint']>

/** Dies where it is told to. */
export const dyingAt =
  (point: CrashPoint, change: string): Dies =>
  (name, at) => {
    if (name === point && at === change) throw new Crash('killed')
  }

/** Dies at the nth boundary that it meets. */
export const dyingAtNth = (nth: number): Dies => {
  let met = 0
  return () => {
    met += 1
    if (met === nth) throw new Crash('killed')
  }
}

/** In memory where the machine has such a folder: the journal waits for the disk after every record. */
export const scratchFolder = (): string => {
  try {
    return mkdtempSync('/dev/shm/joinery-')
  } catch {
    return mkdtempSync(join(tmpdir(), 'joinery-'))
  }
}

/** Calls of a port during which no time passes. */
export const timed = <Port extends object>(port: Port, { during }: BusyClock): Port =>
  Object.fromEntries(
    Object.entries(port).map(([name, call]: [string, (...args: readonly unknown[]) => Promise<unknown>]) => [
      name,
      (...args: readonly unknown[]) => during(call(...args)),
    ]),
  ) as Port

/** Writes that leave nothing behind when they are made again: of a secret that nobody has seen. */
const REPEATABLE: ReadonlySet<string> = new Set(['setPassword', 'issuePass'])

const noted = <Port extends object>(port: Port | undefined, sent: string[]): Port | undefined =>
  port &&
  (Object.fromEntries(
    Object.entries(port).map(([name, call]: [string, (...args: readonly unknown[]) => Promise<unknown>]) => [
      name,
      (...args: readonly unknown[]) => {
        if (!REPEATABLE.has(name)) sent.push(name)
        return call(...args)
      },
    ]),
  ) as Port)

const notedWriters = ({ ad, entra, ...others }: Writers, sent: string[]): Writers => {
  const [directory, graph] = [noted(ad, sent), noted(entra, sent)]
  return { ...others, ...(directory ? { ad: directory } : {}), ...(graph ? { entra: graph } : {}) }
}

/** Leases of a process that can die: from then on it gives nothing back. */
const mortal = (leases: Leases, isDead: () => boolean): Leases => ({
  ...leases,
  renew: async (...args) => (isDead() ? undefined : leases.renew(...args)),
  release: async (...args) => (isDead() ? undefined : leases.release(...args)),
})

/**
 * One process of Joinery, from its connections to its end: what comes of its work, or that it was killed on the way. Nothing is left of it but
 * what it has sent and what is in the journal.
 */
export const inProcess = async (
  place: SweepPlace,
  name: string,
  work: (deps: RunDeps) => Promise<RunReport>,
  dies?: Dies,
): Promise<RunReport | Crash> => {
  const { clock, folder, progress, sent } = place
  let dead = false
  const crashPoint: Dies = (...at) => {
    try {
      dies?.(...at)
    } catch (thrown) {
      dead = true
      throw thrown
    }
  }
  const { readers, writers, close } = await place.open(name)
  const journal = openJournal(join(folder, '.joinery'))
  try {
    return await work({
      readers,
      writers: notedWriters(writers, sent),
      journal,
      leases: mortal(journal.leases, () => dead),
      clock,
      random: seededRandom(name),
      processes: { self: name, hasEnded: (other) => other !== name },
      progress,
      crashPoint,
    })
  } catch (thrown) {
    if (thrown instanceof Crash) return thrown
    throw thrown
  } finally {
    await close()
    await journal.close()
  }
}
