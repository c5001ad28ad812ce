import type { GuardVerdict, Plan, PlannedChange } from '../../model/plan.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

/** What a whole plan comes to: how much it changes, what could not be taken back, and what each guard says of it. */
export const planFooter = (plan: Plan, paint: Paint): readonly string[] => {
  const { add, modify, remove, wait, other } = plan.counts
  const counts = `${counted(plan.changes.length, 'change', 'changes')}: ${add} to add, ${modify} to modify, ${remove} to remove, ${counted(wait, 'wait', 'waits')}, ${other} other`
  return [paint.bold(counts), ...finalLines(plan, paint), ...plan.guards.flatMap((guard) => guardLines(guard, paint))]
}

const MOST_TOLD = 5

/** What befalls an account that the plan itself makes is gone when the account is. */
const isFinal = ({ undo, target }: PlannedChange): boolean =>
  undo === 'irreversible' && !(target.type === 'account' && target.id === null)

const finalLines = ({ changes }: Plan, paint: Paint): readonly string[] => {
  const final = changes.filter(isFinal).map(({ summary }) => safeText(summary))
  if (final.length === 0) return []
  const more = final.length > MOST_TOLD ? `; and ${final.length - MOST_TOLD} more` : ''
  return [paint.yellow(`cannot be taken back: ${final.slice(0, MOST_TOLD).join('; ')}${more}`)]
}

const guardLines = ({ name, verdict, because, hint }: GuardVerdict, paint: Paint): readonly string[] => {
  if (verdict === 'ok') return [paint.dim(`guard ${name}: ok${because ? `, ${safeText(because)}` : ''}`)]
  const why = because ? `: ${safeText(because)}` : ''
  return [paint.red(`guard ${name}: ${verdict}${why}`), ...(hint ? [`  ${safeText(hint)}`] : [])]
}
