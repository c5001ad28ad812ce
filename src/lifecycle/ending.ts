import { openGuards } from '../model/approval.ts'
import { asFault, type Fault, Faults } from '../model/fault.ts'
import { faults as catalogue, type FaultCategory, type FaultCode } from '../model/faults/index.ts'
import type { Plan } from '../model/plan.ts'
import type { RunReport } from '../model/run.ts'
import type { WorkState } from '../model/scheduled-work.ts'

/** Where some work stands after somebody was at it. */
export interface Ending {
  readonly state: Extract<WorkState, 'pending' | 'held' | 'approval' | 'parked' | 'done' | 'failed'>
  readonly because: string | null
  /** What people are told, told anew when it changes; null where there is nothing to tell. */
  readonly kind: string | null
}

/** What another attempt may well not meet any more. */
const PASSING: ReadonlySet<FaultCategory> = new Set([
  'throttled',
  'unreachable',
  'denied',
  'locked',
  'conflict',
  'interrupted',
])

/** A mistake in the configuration is none of the work, and mending it mends all that waits. */
const isPassing = ({ code, category }: Pick<Fault, 'code' | 'category'>): boolean =>
  PASSING.has(category) || code.startsWith('config/')

export const allFaults = (thrown: unknown): readonly Fault[] =>
  thrown instanceof Faults ? thrown.faults : [asFault(thrown)]

/**
 * Whether what was thrown says what happened to the work. Everything else is a mistake in the program, the end of it, or a journal that cannot be
 * written, without which nothing may be kept of it either.
 */
export const isFault = (thrown: unknown): boolean =>
  allFaults(thrown).every(({ code, category }) => code !== 'bug/unexpected' && category !== 'journal')

const MOST_TOLD = 2

const told = (texts: readonly string[]): string => {
  const more = texts.length > MOST_TOLD ? `; and ${texts.length - MOST_TOLD} more` : ''
  return texts.slice(0, MOST_TOLD).join('; ') + more
}

/** What becomes of work that faults have stopped before anything was sent. */
export const endingOfFaults = (faults: readonly Fault[]): Ending => {
  const because = told(faults.map(({ message }) => message))
  const [first] = faults
  const kind = first?.code ?? 'bug/unexpected'
  return faults.every(isPassing) ? { state: 'pending', because, kind } : { state: 'failed', because, kind }
}

/** Name of the guard that counts how many people lose something. */
export const limitGuard = 'limit'

/** What becomes of work whose plan is stopped by guards; null where none stops it. */
export const endingOfGuards = (plan: Plan, approvals: Parameters<typeof openGuards>[1]): Ending | null => {
  const open = openGuards(plan.guards, approvals, plan.actor)
  if (open.length === 0) return null
  const because = told(open.map(({ name, because: why }) => `${name}: ${why ?? 'refused'}`))
  const kind = open.map(({ name }) => name).join(' ')
  // Room comes back by itself as the window moves on.
  if (open.every(({ name }) => name === limitGuard)) return { state: 'pending', because, kind }
  return { state: open.every(({ approvers }) => approvers) ? 'approval' : 'held', because, kind }
}

/** After so many attempts a run whose faults might pass is left to people. */
const MOST_ATTEMPTS = 5

/** What becomes of work by the run that came of it. */
export const endingOfRun = (report: RunReport, attempts: number): Ending => {
  const { status, id, faults } = report
  if (status === 'done') return { state: 'done', because: null, kind: null }
  if (status === 'parked') return parked(report)
  if (status === 'running' || status === 'interrupted')
    return { state: 'parked', because: `run ${id} was interrupted and goes on with the next pass`, kind: null }
  const because = told([`run ${id} is ${status}`, ...faults.map(({ message }) => message)])
  const mayPass =
    faults.length > 0 && faults.every(({ code }) => isPassing({ code: code as FaultCode, category: categoryOf(code) }))
  return mayPass && attempts < MOST_ATTEMPTS
    ? { state: 'parked', because, kind: `run ${status}` }
    : { state: 'failed', because, kind: `run ${status}` }
}

const categoryOf = (code: string): FaultCategory => catalogue[code as FaultCode]?.category ?? 'bug'

const parked = ({ id, waitsUntil, changes }: RunReport): Ending => {
  if (waitsUntil !== undefined) return { state: 'parked', because: `run ${id} waits until ${waitsUntil}`, kind: null }
  const why = changes.find(({ outcome, note }) => outcome === 'blocked' && note !== undefined)?.note
  return { state: 'parked', because: `run ${id} is parked: ${why ?? 'it cannot go on'}`, kind: 'run parked' }
}
