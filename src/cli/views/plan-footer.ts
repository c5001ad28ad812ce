import type { GuardVerdict, Plan, PlanCounts, PlannedChange } from '../../model/plan.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

/** What a whole plan comes to: how much it changes, what could not be taken back, and what each guard says of it. */
export const planFooter = (plan: Plan, paint: Paint): readonly string[] => {
  const byHand = plan.changes.filter(({ manual }) => manual !== undefined).length
  const counts = `${counted(plan.changes.length, 'change', 'changes')}: ${actions(plan.counts, byHand).join(', ')}`
  return [paint.bold(counts), ...finalLines(plan, paint), ...givenUpLines(plan), ...guardLines(plan.guards, paint)]
}

const actions = ({ add, modify, remove, wait, other }: PlanCounts, byHand: number): readonly string[] => [
  ...(add > 0 ? [`${add} to add`] : []),
  ...(modify > 0 ? [`${modify} to modify`] : []),
  ...(remove > 0 ? [`${remove} to remove`] : []),
  ...(wait > 0 ? [counted(wait, 'wait', 'waits')] : []),
  ...(byHand > 0 ? [`${byHand} to do by hand`] : []),
  ...(other > byHand ? [`${other - byHand} other`] : []),
]

const MOST_TOLD = 5

/** What befalls an account that the plan itself makes is gone when the account is; what a person does, a person takes back. */
const isFinal = ({ undo, target }: PlannedChange): boolean =>
  undo === 'irreversible' && target.type !== 'task' && !(target.type === 'account' && target.id === null)

const finalLines = ({ changes }: Plan, paint: Paint): readonly string[] => {
  const final = changes.filter(isFinal).map(({ summary }) => safeText(summary))
  if (final.length === 0) return []
  const more = final.length > MOST_TOLD ? `; and ${final.length - MOST_TOLD} more` : ''
  return [paint.yellow(`cannot be taken back: ${final.slice(0, MOST_TOLD).join('; ')}${more}`)]
}

/** What runs that are parked do not do any more once the plan is applied. */
const givenUpLines = ({ supersedes = [] }: Plan): readonly string[] =>
  supersedes.map(
    ({ run, changes }) =>
      `run ${safeText(run)} gives up ${counted(changes.length, 'change', 'changes')} that it waits to make`,
  )

/** Those that have nothing to say against the plan stand in one line. */
const guardLines = (guards: readonly GuardVerdict[], paint: Paint): readonly string[] => {
  const content = guards.filter(({ verdict }) => verdict === 'ok')
  const ok = content.map(({ name, because }) => `${name}${because ? ` (${safeText(because)})` : ''}`).join(', ')
  return [
    ...(content.length > 0 ? [paint.dim(`guards that say ok: ${ok}`)] : []),
    ...guards.filter(({ verdict }) => verdict !== 'ok').flatMap((guard) => guardLine(guard, paint)),
  ]
}

const guardLine = ({ name, verdict, because, hint }: GuardVerdict, paint: Paint): readonly string[] => {
  const why = because ? `: ${safeText(because)}` : ''
  return [paint.red(`guard ${name}: ${verdict}${why}`), ...(hint ? [`  ${safeText(hint)}`] : [])]
}
