import { type ChangeState, foldRun, type RunState, untouched } from './fold-run.ts'
import { waitsUntil } from './pending-work.ts'
import type { PlannedChange } from './plan.ts'
import type { Outcome, RunChange, RunCounts, RunEvent, RunReport, RunStatus, RunSummary } from './run.ts'

const NOT_STARTED = 'not started'

/**
 * A change without an outcome is shown as blocked, with the reason: it is parked, or the run stopped before it. Both go on with
 * `joinery resume`.
 */
const shownChange = (planned: PlannedChange, state: ChangeState): RunChange => {
  const note = state.outcome === null ? (state.parked ?? NOT_STARTED) : state.note
  return {
    id: planned.id,
    person: planned.person,
    kind: planned.kind,
    summary: planned.summary,
    outcome: state.outcome ?? 'blocked',
    attempts: state.attempts,
    verified: state.verified,
    target: { ...planned.target, id: planned.target.id ?? state.id },
    ...(note === null ? {} : { note }),
  }
}

const countsOf = (changes: readonly { readonly outcome: Outcome }[]): RunCounts => {
  const counts = { made: 0, found: 0, skipped: 0, manual: 0, blocked: 0, failed: 0, unverified: 0 }
  for (const { outcome } of changes) counts[outcome] += 1
  return counts
}

const shownChanges = (run: RunState): readonly RunChange[] =>
  run.plan.changes.map((planned) => shownChange(planned, run.changes.get(planned.id) ?? untouched))

/** The one reading of a journal that people and scripts see (CONTRACT `joinery.run/1`). */
export const reportOf = (events: readonly RunEvent[]): RunReport => {
  const run = foldRun(events[0]?.run ?? '', events)
  const changes = shownChanges(run)
  return {
    format: 'joinery.run/1',
    id: run.id,
    plan: run.plan.id,
    playbook: run.plan.playbook.name,
    status: run.status,
    startedAt: run.startedAt ?? run.plan.createdAt,
    endedAt: run.endedAt,
    ...waiting(run),
    people: run.plan.people.map(({ key, name }) => ({ key, name })),
    changes,
    counts: countsOf(changes),
    faults: [...run.changes.values()].flatMap(({ fault }) => (fault ? [fault] : [])),
  }
}

const waiting = (run: RunState): { readonly waitsUntil?: string } => {
  const until = run.status === 'parked' ? waitsUntil(run) : null
  return until === null ? {} : { waitsUntil: until }
}

/** One line of `joinery runs list`. */
export const summaryOf = (events: readonly RunEvent[]): RunSummary => {
  const run = foldRun(events[0]?.run ?? '', events)
  const { id, playbook, status, startedAt, endedAt, counts } = reportOf(events)
  return { id, playbook, status, startedAt, endedAt, people: run.plan.people.length, counts, ...waiting(run) }
}

const HAPPENED: ReadonlySet<Outcome> = new Set(['made', 'found'])
const IN_ORDER: ReadonlySet<Outcome> = new Set(['made', 'found', 'skipped', 'manual'])

/**
 * How a run ended. A parked change makes the whole run parked, for the next thing to do is to resume it. Where something went wrong, the run
 * is partial if anything of it holds, and failed if nothing does.
 */
export const statusOf = (run: Pick<RunState, 'changes'>): Exclude<RunStatus, 'running' | 'refused'> => {
  const states = [...run.changes.values()]
  if (states.some(({ parked }) => parked !== null)) return 'parked'
  const outcomes = states.map(({ outcome }) => outcome)
  if (outcomes.includes(null)) return 'interrupted'
  if (outcomes.every((outcome) => outcome !== null && IN_ORDER.has(outcome))) return 'done'
  return outcomes.some((outcome) => outcome === 'unverified' || (outcome !== null && HAPPENED.has(outcome)))
    ? 'partial'
    : 'failed'
}
