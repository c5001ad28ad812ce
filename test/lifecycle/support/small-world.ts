import { openNewsroom } from '../../../src/lifecycle/news.ts'
import type { WorkApp, WorkCrashPoint } from '../../../src/lifecycle/work-deps.ts'
import type { LoopDeps } from '../../../src/lifecycle/work-due.ts'
import { Fault } from '../../../src/model/fault.ts'
import type { WebMessage } from '../../../src/model/message.ts'
import type { GuardVerdict, Plan } from '../../../src/model/plan.ts'
import type { RunReport, RunStatus } from '../../../src/model/run.ts'
import type { ScheduledWork } from '../../../src/model/scheduled-work.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Pulse } from '../../../src/ports/pulse.ts'
import { type EmbeddedJournal, openJournal } from '../../../src/store/open-journal.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { virtualClock } from '../../support/virtual-clock.ts'

/** Where a process of a test dies: at a boundary of scheduled work, or in the middle of a run. */
export type DeathPoint = WorkCrashPoint | 'run recorded' | 'written'

export class Killed extends Error {}

/** What one person was done to, and when. */
export interface Write {
  readonly person: string
  readonly playbook: string
  readonly run: string
  readonly at: number
}

interface Run {
  status: RunStatus
  readonly person: string
  readonly playbook: string
  written: boolean
}

export interface WorldRules {
  /** How long a run takes, in milliseconds; of everybody, or of each. */
  readonly runMs?: number | ((person: string) => number)
  /** Guards of a plan for this person. */
  readonly guards?: (person: string, now: number, writes: readonly Write[]) => readonly GuardVerdict[]
  /** Throws what planning meets. */
  readonly planning?: (person: string, now: number) => void
}

/** A company of people to whom something either was done or not, with schedule, leases and memory in a real database, on a clock of its own. */
export interface SmallWorld {
  readonly clock: Clock
  readonly journal: EmbeddedJournal
  readonly writes: readonly Write[]
  readonly told: readonly WebMessage[]
  /** What a new process works with. `dies` is asked at each boundary. */
  process(name: string, dies?: (point: DeathPoint) => boolean): LoopDeps
  add(work: Partial<ScheduledWork> & { readonly id: string; readonly due: string }): Promise<void>
  state(id: string): Promise<ScheduledWork | null>
}

const pulseOn =
  (clock: Clock): Pulse =>
  (everyMs, beat) => {
    let on = true
    const go = async (): Promise<void> => {
      for (;;) {
        await clock.sleep(everyMs)
        if (!on) return
        beat()
      }
    }
    void go()
    return () => {
      on = false
    }
  }

const planFor = (person: string, playbook: string, at: number, guards: readonly GuardVerdict[]): Plan =>
  ({
    format: 'joinery.plan/1',
    id: `plan of ${person}`,
    playbook: { name: playbook, title: playbook, hash: 'sha256:00' },
    createdAt: new Date(at).toISOString(),
    actor: 'joinery@server',
    people: [{ key: person, name: person, changes: ['c1'], holds: 0, skipped: [], notes: [] }],
    changes: [{ id: 'c1', summary: `disable ${person}` }],
    guards,
  }) as unknown as Plan

const reportOf = (id: string, { status, playbook }: Run): RunReport =>
  ({ format: 'joinery.run/1', id, playbook, status, people: [], changes: [], faults: [] }) as unknown as RunReport

export const smallWorld = ({ runMs = 0, guards = () => [], planning }: WorldRules = {}): SmallWorld => {
  const clock = virtualClock()
  const journal = openJournal(temporaryFolder())
  const writes: Write[] = []
  const told: WebMessage[] = []
  const runs = new Map<string, Run>()
  const plans = new Map<string, Parameters<WorkApp['savePlan']>[0]>()
  const approved = new Set<string>()

  const appOf = (at: (point: DeathPoint) => void): WorkApp => {
    const goOn = async (id: string, run: Run): Promise<RunReport> => {
      const ms = typeof runMs === 'number' ? runMs : runMs(run.person)
      if (ms > 0) await clock.sleep(ms)
      // As the journal does: what was written is read back, not written again.
      if (!run.written) writes.push({ person: run.person, playbook: run.playbook, run: id, at: clock.now() })
      run.written = true
      at('written')
      run.status = 'done'
      return reportOf(id, run)
    }
    const known = (id: string): Run => {
      const run = runs.get(id)
      if (!run) throw new Fault('run/unknown-run', { run: id })
      return run
    }
    return {
      async plan({ playbook, people: [person] }) {
        const key = String(person?.['employeeId'])
        planning?.(key, clock.now())
        return { ok: true, value: { plan: planFor(key, playbook, clock.now(), guards(key, clock.now(), writes)) } }
      },
      async apply(plan, { runId = '', approvals = [] }) {
        // Guards are asked once more, as others may have used up the limit since.
        const open = guards(plan.people[0]?.key ?? '', clock.now(), writes).find(({ verdict }) => verdict !== 'ok')
        if (open && approvals.length === 0) throw new Fault('plan/needs-approval', { guard: open.name })
        const run: Run = {
          status: 'running',
          person: plan.people[0]?.key ?? '',
          playbook: plan.playbook.name,
          written: false,
        }
        runs.set(runId, run)
        at('run recorded')
        return goOn(runId, run)
      },
      run: async (id) => reportOf(id, known(id)),
      resume: async (id) => goOn(id, known(id)),
      retry: async (id) => goOn(id, known(id)),
      due: async () => [],
      async savePlan(plan, path) {
        plans.set(path, plan)
      },
      async loadPlan(path) {
        const plan = plans.get(path)
        if (!plan) throw new Fault('plan/expired', { at: '' })
        const approval = { actor: 'maria@desk', at: '', plan: '', hash: '' }
        return { plan, approvals: approved.has(path) ? [approval] : [] }
      },
    }
  }

  return {
    clock,
    journal,
    writes,
    told,
    process(name, dies = () => false) {
      let dead = false
      const at = (point: DeathPoint): void => {
        if (dead || dies(point)) {
          dead = true
          throw new Killed(`${name} was killed at ${point}`)
        }
      }
      /** A process that was killed does nothing any more, not even in its `finally`. */
      const mortal = <T extends object>(port: T): T =>
        new Proxy(port, {
          get(target, key) {
            const value: unknown = Reflect.get(target, key)
            if (typeof value !== 'function') return value
            return async (...args: readonly unknown[]) => {
              if (dead) throw new Killed(`${name} is dead`)
              return Reflect.apply(value, target, args)
            }
          },
        })
      return {
        app: appOf(at),
        schedules: mortal(journal.schedules),
        memory: mortal(journal.memory),
        leases: mortal(journal.leases),
        clock,
        random: seededRandom(name),
        processes: { self: name, hasEnded: () => false },
        pulse: (everyMs, beat) => pulseOn(clock)(everyMs, () => (dead ? undefined : beat())),
        windows: [],
        planFile: (work) => `${work}.json`,
        news: openNewsroom(mortal(journal.memory), async (message) => void told.push(message)),
        progress: () => undefined,
        signal: new AbortController().signal,
        crashPoint: (point) => {
          at(point)
          if (point === 'saved') for (const path of plans.keys()) approved.add(path)
        },
        everyMs: 60_000,
      }
    },
    async add({ id, ...more }) {
      const person = more.person ?? '00111'
      const work: ScheduledWork = {
        id,
        person,
        name: 'John Smith',
        playbook: 'offboard',
        input: { employeeId: person },
        event: 'leaver',
        why: 'leaver: lastDay 2026-12-01 in hr, row 17',
        source: 'hr',
        state: 'pending',
        because: null,
        run: null,
        plan: null,
        attempts: 0,
        createdAt: more.due,
        changedAt: more.due,
        version: 1,
        ...more,
      }
      if (!(await journal.schedules.put(work))) throw new Error(`${id} is there already`)
    },
    state: (id) => journal.schedules.get(id),
  }
}
