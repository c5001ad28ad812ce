import type { FaultRecordOfRun, Outcome, RunReport } from '../../model/run.ts'
import { counted } from './counted.ts'
import { outcomeLine } from './outcome-line.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

const ORDER: readonly Outcome[] = ['made', 'found', 'skipped', 'manual', 'blocked', 'failed', 'unverified']
/** Statuses in which something is left to do. */
const GOES_ON: ReadonlySet<string> = new Set(['parked', 'interrupted', 'running'])

/** How a run ended: what was made and verified, what went wrong and what to do now. `again` spells a further command. */
export const runText = (run: RunReport, again: (command: string) => string, paint: Paint): string =>
  [summaryLine(run, paint), ...faultBlocks(run, paint), '', ...nextSteps(run, again)].join('\n')

/** Every change of a run with how it ended, then what `runText` says. */
export const wholeRunText = (run: RunReport, again: (command: string) => string, paint: Paint): string => {
  const names = new Map(run.people.map(({ key, name }) => [key, name]))
  const head = `${paint.bold(`Run ${run.id}`)}  ${safeText(run.playbook)}, plan ${run.plan}, ${run.startedAt} to ${run.endedAt ?? '(not ended)'}`
  const lines = run.changes.map((change) => outcomeLine(change, names.get(change.person) ?? change.person, paint))
  const rest = [summaryLine(run, paint), ...faultBlocks(run, paint), ...nextSteps(run, again, false)]
  return [head, ...lines, '', ...rest].join('\n')
}

const summaryLine = (run: RunReport, paint: Paint): string => {
  const counts = ORDER.filter((outcome) => run.counts[outcome] > 0).map(
    (outcome) => `${run.counts[outcome]} ${outcome}`,
  )
  const told = counts.length === 0 ? 'there was nothing to change' : `${counts.join(', ')}; ${readBack(run)}`
  const line = `Run ${run.id} ${run.status}: ${told}`
  return run.status === 'done' ? paint.green(line) : paint.yellow(line)
}

/** Passwords and hand-overs are made and can be seen by nobody. */
const readBack = ({ status, changes, counts }: RunReport): string => {
  const verified = changes.filter((change) => change.verified).length
  const rest = status === 'done' ? counts.made + counts.found - verified : 0
  const others = rest > 0 ? `, ${rest} of a kind that cannot be read back` : ''
  return `${counted(verified, 'change', 'changes')} read back and verified${others}`
}

const faultBlocks = (run: RunReport, paint: Paint): readonly string[] => {
  const names = new Map(run.people.map(({ key, name }) => [key, name]))
  const changes = new Map(run.changes.map(({ id, summary }) => [id, summary]))
  return run.faults.flatMap((fault) => ['', ...faultBlock(fault, names, changes, paint)])
}

const faultBlock = (
  { code, title, message, hint, person, change }: FaultRecordOfRun,
  names: ReadonlyMap<string, string>,
  changes: ReadonlyMap<string, string>,
  paint: Paint,
): readonly string[] => {
  const who = person === undefined ? '' : `${safeText(names.get(person) ?? person)}: `
  const what = change === undefined ? [] : [`  ${safeText(changes.get(change) ?? change)}`]
  return [
    `${paint.bold(who)}${paint.red(safeText(title))} ${paint.dim(`(${code})`)}`,
    ...what,
    `  ${safeText(message)}`,
    `  ${paint.dim(safeText(hint))}`,
  ]
}

/** What is left to people, in the order in which it was planned. */
const byHand = ({ changes }: RunReport, names: ReadonlyMap<string, string>): readonly string[] => {
  const left = changes.filter(({ outcome }) => outcome === 'manual')
  const tasks = left.filter(({ kind }) => kind.startsWith('task.'))
  return [
    ...leftUnder(
      'To do by hand, in PowerShell after Connect-ExchangeOnline:',
      left.filter((one) => !tasks.includes(one)),
      names,
    ),
    ...leftUnder('To do by hand:', tasks, names),
  ]
}

const leftUnder = (
  title: string,
  left: RunReport['changes'],
  names: ReadonlyMap<string, string>,
): readonly string[] => {
  if (left.length === 0) return []
  const lines = left.flatMap(({ person, summary, note }) => [
    `  ${safeText(names.get(person) ?? person)}: ${safeText(summary)}`,
    ...(note ? [`    ${safeText(note)}`] : []),
  ])
  return [title, ...lines]
}

const nextSteps = (run: RunReport, again: (command: string) => string, lookBack = true): readonly string[] => {
  const names = new Map(run.people.map(({ key, name }) => [key, name]))
  const notes = run.changes.flatMap(({ kind, note, person, outcome }) =>
    note && outcome === 'made' && kind.startsWith('handover.')
      ? [`Handed over: ${safeText(note)} (${safeText(names.get(person) ?? person)})`]
      : [],
  )
  return [
    ...notes,
    ...byHand(run, names),
    ...(run.waitsUntil === undefined
      ? []
      : [`Waits:       until ${safeText(run.waitsUntil)}; after that  ${again('resume --due')}  goes on with it`]),
    ...(GOES_ON.has(run.status) && run.waitsUntil === undefined ? [`Go on:       ${again(`resume ${run.id}`)}`] : []),
    ...(run.counts.failed + run.counts.unverified > 0 ? [`Try again:   ${again(`retry ${run.id}`)}`] : []),
    ...(lookBack ? [`Look back:   ${again(`runs show ${run.id}`)}`] : []),
    ...(run.counts.made > 0 ? [`Take back:   ${again(`undo ${run.id}`)}`] : []),
  ]
}
