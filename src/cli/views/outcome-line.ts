import type { Outcome } from '../../model/run.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

const SIGNS: { readonly [outcome in Outcome]: string } = {
  made: '✓',
  found: '=',
  skipped: '-',
  manual: '→',
  blocked: '·',
  failed: '✗',
  unverified: '?',
}
const IN_ORDER: ReadonlySet<Outcome> = new Set(['made', 'found'])

/** How one change ended. */
export interface EndedChange {
  readonly outcome: Outcome
  readonly kind: string
  readonly summary: string
  readonly note?: string | undefined
  /** Title of the fault that it met. */
  readonly fault?: string | undefined
}

/** One finished change in a line. `name` is the person's. */
export const outcomeLine = (change: EndedChange, name: string, paint: Paint): string => {
  // What was waited for and came is not "found" to somebody who reads it: it is done.
  const outcome = change.outcome === 'found' && change.kind.startsWith('wait.') ? 'made' : change.outcome
  const colour = IN_ORDER.has(outcome) ? paint.green : outcome === 'manual' ? paint.yellow : paint.red
  const how = howItEnded(outcome, change.fault)
  // What is to be typed stands at the end, each line by itself.
  const note = change.note && outcome !== 'manual' ? paint.dim(`  ${safeText(change.note)}`) : ''
  return `  ${colour(SIGNS[outcome])} ${safeText(name)}: ${safeText(change.summary)}${how}${note}`
}

const howItEnded = (outcome: Outcome, fault: string | undefined): string => {
  if (outcome === 'made') return ''
  if (outcome === 'found') return ' (held already)'
  if (outcome === 'manual') return ' (to do by hand)'
  return ` (${outcome}${fault ? `: ${safeText(fault)}` : ''})`
}
