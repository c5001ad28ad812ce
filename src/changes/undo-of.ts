import type { Undo } from '../model/plan.ts'
import { type Change, kindOf } from './change.ts'

/** Stands for what the change would answer; only that there is one matters here. */
const SOME_ID = 'made'

/** Whether this change can be taken back: its kind may be reversible while nothing of this one is. */
export const undoOf = (change: Change): Undo => {
  const kind = kindOf(change)
  if (kind.wait) return kind.undo
  return 'irreversible' in kind.inverse(change, { id: SOME_ID }) ? 'irreversible' : kind.undo
}
