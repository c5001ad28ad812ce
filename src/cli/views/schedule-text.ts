import { momentText } from '../../model/calendar-day.ts'
import type { HostInstall, SchedulePass, ScheduleReport } from '../../model/schedule-report.ts'
import type { ScheduledWork } from '../../model/scheduled-work.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

const MISSED = 2

/** What is scheduled, in the order of time, and whether anybody goes through it. */
export const scheduleText = ({ work, heartbeat, skipped }: ScheduleReport, paint: Paint): string => {
  const lines = work.length === 0 ? ['Nothing is scheduled.'] : work.map((one) => workLine(one, paint))
  if (work.length > 0 && heartbeat === null)
    lines.push('', paint.yellow('Nobody goes through the schedule yet: joinery schedule install, or joinery serve'))
  if (heartbeat !== null) lines.push('', beatLine(heartbeat, paint))
  if (skipped.count > 0)
    lines.push(
      paint.dim(`${counted(skipped.count, 'pass was', 'passes were')} skipped because the one before was at work`),
    )
  return lines.join('\n')
}

const beatLine = ({ at, missed }: NonNullable<ScheduleReport['heartbeat']>, paint: Paint): string =>
  missed >= MISSED
    ? paint.red(`The last pass was at ${at}: ${counted(missed, 'cycle', 'cycles')} missed`)
    : paint.dim(`The last pass was at ${at}`)

/** Who, what, when, why, and where it stands. */
export const workLine = (work: ScheduledWork, paint: Paint): string => {
  const { id, state, playbook, name, person, why, because, run, plan } = work
  const colour = state === 'failed' ? paint.red : state === 'done' || state === 'pending' ? paint.green : paint.yellow
  const more = [
    safeText(why),
    ...(because === null ? [] : [safeText(because)]),
    ...(run === null ? [] : [`run ${run}`]),
    ...(state === 'approval' && plan !== null ? [`joinery approve ${safeText(plan)}`] : []),
  ]
  const head = `${paint.bold(id)}  ${timeOf(work)}  ${colour(state.padEnd(9))}  ${safeText(playbook)} for ${safeText(name)} (${safeText(person)})`
  return [head, ...more.map((line) => `            ${paint.dim(line)}`)].join('\n')
}

/** As clocks show it where the person works. */
const timeOf = ({ due, input: { timeZone } }: ScheduledWork): string =>
  momentText(Date.parse(due), typeof timeZone === 'string' ? timeZone : 'UTC')

/** What one pass has done; work that was left alone is not told. */
export const passText = (pass: SchedulePass, paint: Paint): string => {
  if (pass.skipped) return paint.yellow('The pass before is still at work; this one is skipped.')
  const { left = [] } = pass
  const lines = pass.work.filter(({ id }) => !left.includes(id)).map((work) => workLine(work, paint))
  if (pass.resumed.length > 0) lines.push(`Parked runs that went on: ${pass.resumed.join(', ')}`)
  if (pass.closedUntil !== null) lines.push(paint.yellow(`Outside of the change windows until ${pass.closedUntil}.`))
  for (const { subject, text } of pass.told)
    lines.push(`${paint.yellow('told')} ${safeText(subject)}: ${safeText(text)}`)
  for (const trouble of pass.troubles) lines.push(`${paint.red('trouble')} ${safeText(trouble)}`)
  if (lines.length > 0) return lines.join('\n')
  return left.length === 0 ? 'Nothing is due.' : `Nothing new is due; ${left.length} waiting.`
}

/** The files, and what to do with them. */
export const installText = ({ files, steps }: HostInstall, out: string | null, paint: Paint): string => {
  const shown = files.map(({ name, text }) => `${paint.bold(name)}\n\n${text}`)
  const written = out === null ? [] : [`Written into ${safeText(out)}.`, '']
  return [...shown, ...written, ...steps.map((step, index) => `${index + 1}. ${step}`)].join('\n')
}
