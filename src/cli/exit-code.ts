import type { Fault } from '../model/fault.ts'
import { type FaultCategory, type FaultCode, faults } from '../model/faults/index.ts'
import type { RunReport } from '../model/run.ts'

/** Exit codes of CONTRACT §1; scripts and schedulers decide by them. */
export const exitCodes = {
  done: 0,
  bug: 1,
  changes: 2,
  refused: 3,
  partial: 4,
  locked: 5,
  journal: 6,
  mismatch: 7,
  usage: 64,
  input: 65,
  unreachable: 69,
  denied: 77,
  interrupted: 130,
  terminated: 143,
} as const

const OF_CATEGORY: { readonly [category in FaultCategory]: number } = {
  usage: exitCodes.usage,
  input: exitCodes.input,
  missing: exitCodes.input,
  refused: exitCodes.refused,
  conflict: exitCodes.partial,
  throttled: exitCodes.unreachable,
  unreachable: exitCodes.unreachable,
  denied: exitCodes.denied,
  locked: exitCodes.locked,
  journal: exitCodes.journal,
  mismatch: exitCodes.mismatch,
  interrupted: exitCodes.interrupted,
  bug: exitCodes.bug,
}

/** The graver comes first: a directory that could not be asked says more than a mistake in the input that was found besides. */
const GRAVITY: readonly number[] = [
  exitCodes.bug,
  exitCodes.journal,
  exitCodes.interrupted,
  exitCodes.locked,
  exitCodes.denied,
  exitCodes.unreachable,
  exitCodes.usage,
  exitCodes.input,
  exitCodes.refused,
  exitCodes.mismatch,
  exitCodes.partial,
]

const gravest = (categories: readonly FaultCategory[]): number => {
  const codes = new Set(categories.map((category) => OF_CATEGORY[category]))
  return GRAVITY.find((code) => codes.has(code)) ?? exitCodes.bug
}

/** The exit code of faults that stopped a command. */
export const exitCodeOfFaults = (all: readonly Fault[]): number => gravest(all.map(({ category }) => category))

/** What a scheduler has to know of a run in which nothing could be made at all: whether to come again, or to call somebody. */
const OF_FAILED: ReadonlySet<number> = new Set([exitCodes.denied, exitCodes.unreachable])

/** The exit code of a run that ended. A change that the directory does not show weighs more than one that failed honestly. */
export const exitCodeOfRun = (run: RunReport): number => {
  if (run.status === 'done') return exitCodes.done
  if (run.status === 'interrupted') return exitCodes.interrupted
  if (run.status === 'refused') return exitCodes.refused
  if (run.counts.unverified > 0) return exitCodes.mismatch
  if (run.status !== 'failed') return exitCodes.partial
  const code = gravest(run.faults.map((fault) => faults[fault.code as FaultCode]?.category ?? 'bug'))
  return OF_FAILED.has(code) ? code : exitCodes.partial
}
