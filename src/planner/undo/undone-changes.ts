import { foldRun, type RunState } from '../../model/fold-run.ts'
import { hashOf } from '../../model/hash.ts'
import type { Json } from '../../model/json.ts'
import type { Plan } from '../../model/plan.ts'
import type { Journal } from '../../ports/journal.ts'

/** What tells an undo of this plan from others. */
export const hashOfUndone = (plan: Plan): string => hashOf(plan as unknown as Json)

const isUndoOf = ({ plan }: RunState, hash: string): boolean =>
  plan.playbook.name === 'undo' && plan.playbook.hash === hash

const madeBy = ({ changes }: RunState): readonly string[] =>
  [...changes].flatMap(([id, { outcome }]) => (outcome === 'made' || outcome === 'found' ? [id] : []))

/**
 * Ids of the changes that undos of a run have made. An undo that was taken back in turn does not count. A run that sets a value and sets it
 * back looks the same before and after, so that the directory alone could not tell.
 */
export const undoneChanges = async (
  run: RunState,
  journal: Pick<Journal, 'runsSince' | 'events'>,
): Promise<ReadonlySet<string>> => {
  const later: RunState[] = []
  for (const id of await journal.runsSince(run.startedAt ?? run.plan.createdAt)) {
    const events = await journal.events(id)
    if (id !== run.id && events.some(({ type }) => type === 'planned')) later.push(foldRun(id, events))
  }
  const undosOf = ({ plan }: RunState): readonly RunState[] => {
    const hash = hashOfUndone(plan)
    return later.filter((other) => isUndoOf(other, hash) && madeBy(other).length > 0)
  }
  return new Set(undosOf(run).flatMap((undo) => (undosOf(undo).length > 0 ? [] : madeBy(undo))))
}
