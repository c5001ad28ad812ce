import type { Outcome, RunChange, RunReport } from '../../model/run.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

const ORDER: readonly Outcome[] = ['made', 'found', 'skipped', 'manual', 'blocked', 'failed', 'unverified']
const SIGNS: { readonly [outcome in Outcome]: string } = {
  made: '✓',
  found: '=',
  skipped: '-',
  manual: '→',
  blocked: '·',
  failed: '✗',
  unverified: '?',
}

/** One finished change, as it is printed while a run goes on. */
export const outcomeLine = (
  change: Pick<RunChange, 'outcome' | 'summary' | 'note'>,
  name: string,
  paint: Paint,
): string => {
  const colour = change.outcome === 'made' || change.outcome === 'found' ? paint.green : paint.red
  const note = change.note ? paint.dim(`  ${safeText(change.note)}`) : ''
  return `  ${colour(SIGNS[change.outcome])} ${safeText(name)}: ${safeText(change.summary)}${change.outcome === 'made' ? '' : ` (${change.outcome})`}${note}`
}

/** How a run ended: what was made and verified, what went wrong and what to do now. */
export const runText = (run: RunReport, paint: Paint): string => {
  const lines = [summaryLine(run, paint)]
  for (const fault of run.faults) {
    lines.push(
      '',
      paint.red(`${safeText(fault.title)} (${fault.code})`),
      `  ${safeText(fault.message)}`,
      `  ${paint.dim(safeText(fault.hint))}`,
    )
  }
  return [...lines, '', ...nextSteps(run)].join('\n')
}

const summaryLine = (run: RunReport, paint: Paint): string => {
  const counts = ORDER.filter((outcome) => run.counts[outcome] > 0).map(
    (outcome) => `${run.counts[outcome]} ${outcome}`,
  )
  const verified = run.changes.filter((change) => change.verified).length
  const line = `Run ${run.id} ${run.status}: ${counts.join(', ') || 'nothing to do'}; ${counted(verified, 'change', 'changes')} read back and verified`
  return run.status === 'done' ? paint.green(line) : paint.yellow(line)
}

const nextSteps = (run: RunReport): readonly string[] => {
  const notes = run.changes.flatMap(({ kind, note }) =>
    note && kind.startsWith('handover.') ? [`Handed over: ${safeText(note)}`] : [],
  )
  const go = run.status === 'parked' || run.status === 'interrupted' ? [`Go on:       joinery resume ${run.id}`] : []
  const again = run.counts.failed > 0 || run.counts.blocked > 0 ? [`Try again:   joinery retry ${run.id}`] : []
  return [...notes, ...go, ...again, `Look back:   joinery runs show ${run.id}`]
}
