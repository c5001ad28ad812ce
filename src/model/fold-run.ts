import { Fault } from './fault.ts'
import type { Plan } from './plan.ts'
import type { FaultRecordOfRun, Outcome, RunEvent, RunStatus } from './run.ts'

/** Where one change of a run stands. */
export interface ChangeState {
  /** null while nothing is decided. */
  readonly outcome: Outcome | null
  readonly attempts: number
  /** Id of the object that the change made or found. */
  readonly id: string | null
  /** Whether the directory was seen to hold it. */
  readonly verified: boolean
  /** An attempt was recorded and nobody knows whether it arrived: read back before anything else. */
  readonly inDoubt: boolean
  /** RFC 3339; when the last attempt was recorded. */
  readonly triedAt: string | null
  /** Why the change is parked, or null. */
  readonly parked: string | null
  readonly fault: FaultRecordOfRun | null
  readonly note: string | null
}

export interface RunState {
  readonly id: string
  readonly plan: Plan
  readonly status: RunStatus
  /** null while the plan was recorded and nothing else. */
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly changes: ReadonlyMap<string, ChangeState>
}

export const untouched: ChangeState = {
  outcome: null,
  attempts: 0,
  id: null,
  verified: false,
  inDoubt: false,
  triedAt: null,
  parked: null,
  fault: null,
  note: null,
}

type ChangeEvent = Extract<RunEvent, { readonly change: string }>

/** What a change becomes through one event. */
export const foldChange = (state: ChangeState, event: ChangeEvent): ChangeState => {
  switch (event.type) {
    case 'intent':
      return { ...state, attempts: event.attempt, inDoubt: true, triedAt: event.at, parked: null, verified: false }
    case 'outcome':
      return {
        ...state,
        outcome: event.outcome,
        attempts: event.attempts,
        id: event.id ?? state.id,
        verified: event.outcome === 'found',
        inDoubt: event.outcome === 'blocked' ? state.inDoubt : (event.fault?.effect ?? 'none') !== 'none',
        parked: null,
        fault: event.fault ?? null,
        note: event.note ?? null,
      }
    case 'verified':
      return { ...state, verified: event.holds }
    case 'parked':
      return { ...state, outcome: null, parked: event.because, fault: null, note: null }
  }
}

/** The state of a run, from its events alone. Throws `run/unknown-run` where there is no plan among them. */
export const foldRun = (runId: string, events: readonly RunEvent[]): RunState => {
  const planned = events.find((event) => event.type === 'planned')
  if (!planned) throw new Fault('run/unknown-run', { run: runId })
  const changes = new Map<string, ChangeState>(planned.plan.changes.map(({ id }) => [id, untouched]))
  let status: RunStatus = 'running'
  let startedAt: string | null = null
  let endedAt: string | null = null
  for (const event of events) {
    if (event.type === 'started') {
      startedAt ??= event.at
      status = 'running'
      endedAt = null
    }
    if (event.type === 'ended') {
      status = event.status
      endedAt = event.at
    }
    if ('change' in event) changes.set(event.change, foldChange(changes.get(event.change) ?? untouched, event))
  }
  return { id: runId, plan: planned.plan, status, startedAt, endedAt, changes }
}
