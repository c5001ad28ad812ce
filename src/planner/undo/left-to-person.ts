import { changeOf, kindOf } from '../../changes/change.ts'
import type { Resolve } from '../../changes/change-kind.ts'
import { resolvedChange } from '../../changes/resolved-change.ts'
import type { JsonObject } from '../../model/json.ts'
import type { PlannedChange } from '../../model/plan.ts'

/**
 * What undo says of a change that was left to a person. Whether it was done is not known, so nothing is planned about it; whoever did it is
 * told the line that takes it back.
 */
export const leftToPerson = ({ change, summary }: PlannedChange, context: Resolve): string => {
  const original = resolvedChange(changeOf(change), context)
  const inverse = kindOf(original).inverse(original, { id: null })
  const back = 'irreversible' in inverse ? undefined : changeOf(inverse as unknown as JsonObject)
  const line = back && kindOf(back).byHand?.(back)
  return `left to a person, who takes it back if it was done: ${summary}${line ? ` (${line})` : ''}`
}
