import type { Fault } from '../model/fault.ts'
import type { PlannedChange, SkippedStep } from '../model/plan.ts'
import type { StepOutputs } from '../playbook/playbook.ts'

/** What grows while the steps of one person are planned. */
export interface Draft {
  readonly changes: PlannedChange[]
  readonly skipped: SkippedStep[]
  readonly notes: string[]
  readonly faults: Fault[]
  readonly outputs: { [step: string]: StepOutputs }
  /** Ids of the changes of each playbook step, for `needs:`. */
  readonly changesOf: { [step: string]: readonly string[] }
  /** Ids of changes that stand behind everything else. */
  readonly later: Set<string>
  /** Ids of changes that a person has to make. */
  readonly manual: Set<string>
  /** How many things that the playbook asks for hold already. */
  holds: number
  /** Whether a step that would have made an account was refused. */
  missesAccount: boolean
}

export const newDraft = (): Draft => ({
  changes: [],
  skipped: [],
  notes: [],
  faults: [],
  outputs: {},
  changesOf: {},
  manual: new Set(),
  later: new Set(),
  holds: 0,
  missesAccount: false,
})
