import type { FeedEvent, FeedReport } from '../../model/feed.ts'
import type { FeedSync, FeedWork } from '../../model/feed-sync.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

const MOST_LINES = 50

/** Who joins, moves and leaves by a feed, when and why; what was scheduled for it; and what somebody has to look at. */
export const feedSyncText = (sync: FeedSync, paint: Paint): string => {
  const { report, source, quarantine, dryRun } = sync
  const { rows, accepted, refused, why } = report
  const count = `${counted(rows, 'row', 'rows')}, ${accepted} accepted, ${refused.length} refused`
  const head = [paint.bold(`${safeText(source)}: ${count}`)]
  if (why !== null) {
    head.push(
      paint.red(`Refused as a whole: ${safeText(why)}`),
      'Nothing was scheduled, and the last good feed still counts.',
    )
    head.push(
      paint.dim(`Get the feed again. If it is right all the same: joinery feed sync ${safeText(source)} --accept`),
    )
  } else if (dryRun) head.push(paint.dim('Tried out; nothing is scheduled and nothing is kept.'))
  return [head, ...eventSections(sync, paint), ...toLookAt(sync, paint), ...refusedSection(sync, quarantine, paint)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

/** What a feed that is tried out would mean. */
export const feedMeaningText = (report: FeedReport, source: string, paint: Paint): string =>
  [...eventSections({ report, work: [], dryRun: true }, paint), ...toLookAt({ report, source }, paint)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')

const eventSections = (
  { report, work, dryRun }: Pick<FeedSync, 'report' | 'work' | 'dryRun'>,
  paint: Paint,
): readonly (readonly string[])[] => {
  const deed = (one: FeedWork): string => deedLine(one, dryRun, paint)
  const others = work
    .filter(({ event }) => event === null)
    .map((one) => `  ${safeText(one.name)} (${safeText(one.person)}): ${deed(one)}`)
  if (report.events.length === 0) return report.why === null ? [['Nothing new.', ...others]] : []
  const ofPerson = Map.groupBy(work, ({ person }) => person)
  const shown = report.events.slice(0, MOST_LINES).flatMap((event) => {
    const names = ofPerson.get(event.person) ?? []
    const own = names.filter((one) => one.event === event.type)
    return [eventLine(event, names[0]?.name ?? '', paint), ...own.map((one) => `      ${deed(one)}`)]
  })
  const more = report.events.length - MOST_LINES
  const title = report.why === null ? 'What is new' : 'What it would have meant'
  return [[paint.bold(title), ...shown, ...(more > 0 ? [`  … and ${more} more`] : [])], others]
}

const WIDTH = 'date-changed'.length

const eventLine = ({ type, person, effective, because, changes }: FeedEvent, name: string, paint: Paint): string => {
  const fields = Object.entries(changes).map(
    ([field, [before, after]]) => `${field}: ${before ?? '-'} → ${after ?? '-'}`,
  )
  const who = name === '' ? safeText(person) : `${safeText(name)} (${safeText(person)})`
  const why = fields.length > 0 ? fields.map(safeText).join(', ') : safeText(because)
  return `  ${paint.bold(type.padEnd(WIDTH))}  ${effective.slice(0, 16).replace('T', ' ')}  ${who}  ${paint.dim(why)}`
}

/** What was done, or would be. */
const deedLine = ({ did, work, because }: FeedWork, dryRun: boolean, paint: Paint): string => {
  const colour = did === 'left' || did === 'held' ? paint.yellow : paint.green
  const what = work === null ? '' : ` ${safeText(work.playbook)} ${work.id}`
  const when =
    work !== null && (did === 'scheduled' || did === 'moved') ? ` for ${work.due.slice(0, 16).replace('T', ' ')}` : ''
  return `${colour(dryRun ? `would be ${did}` : did)}${what}${when}${because === null ? '' : paint.dim(`: ${safeText(because)}`)}`
}

/** What happened to work without an event: held and let go on. */
const toLookAt = (
  { report, source }: Pick<FeedSync, 'report' | 'source'>,
  paint: Paint,
): readonly (readonly string[])[] => {
  const { missing, suspects } = report
  const lines = suspects.map(({ person, like, because }) => {
    const way =
      like === null
        ? ''
        : paint.dim(`  if they are two people: joinery feed release ${safeText(source)} ${safeText(person)}`)
    return `  ${safeText(person)}: ${safeText(because)}${way}`
  })
  return [
    lines.length === 0 ? [] : [paint.yellow('To look at; they wait'), ...limited(lines)],
    missing.length === 0
      ? []
      : [
          paint.yellow(`Missing in this feed: ${limitedNames(missing)}`),
          paint.dim(
            'Nobody leaves because they are missing. Whoever has left needs a last day in the feed, or joinery offboard.',
          ),
        ],
  ]
}

const refusedSection = (
  { report }: FeedSync,
  quarantine: string | null,
  paint: Paint,
): readonly (readonly string[])[] => {
  const { refused } = report
  if (refused.length === 0) return []
  const lines = refused.map(
    ({ row, employeeId, why }) =>
      `  row ${row}${employeeId === null ? '' : ` (${safeText(employeeId)})`}: ${safeText(why)}`,
  )
  const kept = quarantine === null ? [] : [paint.dim(`With their reasons in ${safeText(quarantine)}`)]
  return [[paint.red('Refused rows'), ...limited(lines), ...kept]]
}

const limited = (lines: readonly string[]): readonly string[] => {
  const more = lines.length - MOST_LINES
  return more > 0 ? [...lines.slice(0, MOST_LINES), `  … and ${more} more`] : lines
}

const limitedNames = (names: readonly string[]): string => {
  const more = names.length - MOST_LINES
  return `${names.slice(0, MOST_LINES).map(safeText).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
