import { type Change, changeOf, kindOf } from '../../changes/change.ts'
import type { ChangeKind, Made, Resolve } from '../../changes/change-kind.ts'
import { resolvedChange } from '../../changes/resolved-change.ts'
import { Fault } from '../../model/fault.ts'
import { type ChangeState, type RunState, untouched } from '../../model/fold-run.ts'
import type { PlannedChange } from '../../model/plan.ts'
import type { Readers } from '../../ports/systems.ts'

/** A change that a run has made, with ids in place of references to what the run has made. */
export interface MadeChange {
  readonly planned: PlannedChange
  readonly change: Change
  readonly kind: ChangeKind<Change>
  readonly made: Made
}

/** What was there before the run stays. A write of which nobody knows whether it arrived may have been made. */
const mayBeMade = ({ outcome, inDoubt }: ChangeState): 'yes' | 'perhaps' | 'no' => {
  if (outcome === 'made') return 'yes'
  return inDoubt || outcome === 'unverified' ? 'perhaps' : 'no'
}

/** Ids of what a run has made, as far as they are known. */
const resolver = (ids: ReadonlyMap<string, string>): Resolve => ({
  idOf(ref) {
    if ('id' in ref) return ref.id
    const id = ids.get(ref.madeBy)
    if (id === undefined) throw new Fault('run/not-made-yet', { name: ref.name })
    return id
  },
})

/**
 * The changes of a run that are there to be taken back, in the order in which they were made. Where the record leaves a change in doubt, the
 * directory says whether it was made.
 */
export const madeChanges = async (run: RunState, read: Readers): Promise<readonly MadeChange[]> => {
  const ids = new Map([...run.changes].flatMap(([id, state]) => (state.id === null ? [] : [[id, state.id] as const])))
  const context = resolver(ids)
  const made: MadeChange[] = []
  for (const planned of run.plan.changes) {
    const change = changeOf(planned.change)
    const kind = kindOf(change)
    const state = run.changes.get(planned.id) ?? untouched
    const certain = mayBeMade(state)
    if (kind.wait || certain === 'no' || !isResolvable(change, ids)) continue
    const found: Made | null = certain === 'yes' ? { id: state.id } : await kind.holds(change, read, context)
    if (!found) continue
    if (found.id !== null) ids.set(planned.id, found.id)
    made.push({ planned, change: resolvedChange(change, context), kind, made: found })
  }
  return made
}

/** A change that points to something that was never made cannot have been made itself. */
const isResolvable = (change: Change, ids: ReadonlyMap<string, string>): boolean =>
  kindOf(change)
    .refs(change)
    .every((ref) => 'id' in ref || ids.has(ref.madeBy))
