import type { FeedMapping, FeedPreview, FeedReading, FeedReport, RefusedRow } from '../../model/feed.ts'
import { counted } from './counted.ts'
import { feedMeaningText } from './feed-sync-text.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

const MOST_ROWS = 20
const LONGEST_SAMPLE = 28

/** How a feed was understood: what maps to what with the first rows, what nothing reads, what is refused and why. */
export const feedPreviewText = ({ reading, report }: FeedPreview, paint: Paint): string => {
  const { snapshot, unknown, notes, mapping } = reading
  const count = `${counted(report.rows, 'row', 'rows')}, ${report.accepted} accepted, ${report.refused.length} refused`
  const sections = [
    [paint.bold(`${safeText(snapshot.source)}: ${count}`), paint.dim(howText(reading))],
    report.why === null ? [] : [paint.red(`Refused as a whole: ${safeText(report.why)}`)],
    mappingLines(mapping, paint),
    unknown.length === 0
      ? []
      : [
          paint.yellow(`Nothing reads: ${unknown.map(safeText).join(', ')}`),
          paint.dim('Map them, or name them under ignore:'),
        ],
    refusedLines(report.refused, paint),
    notes.length === 0 ? [] : [paint.bold('To look at'), ...limited(notes.map((note) => `  ${safeText(note)}`))],
    meaning(report, snapshot.source, paint),
  ]
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

/** Nothing is said of a feed that was compared with nothing. */
const meaning = (report: FeedReport, source: string, paint: Paint): readonly string[] =>
  report.events.length + report.missing.length + report.suspects.length === 0
    ? []
    : [feedMeaningText(report, source, paint)]

const howText = ({ format, written, snapshot }: FeedReading): string => {
  const whole = snapshot.complete ? 'it says that it is whole' : 'it does not say whether it is whole'
  return [[format.toUpperCase(), ...written].map(safeText).join(', '), `made ${snapshot.asOf}`, whole].join(' · ')
}

const how: { readonly [by in FeedMapping['by']]: string } = { mapped: '', name: ' (by its name)', scim: ' (SCIM)' }

const short = (text: string): string => {
  const safe = safeText(text)
  return safe.length > LONGEST_SAMPLE ? `${safe.slice(0, LONGEST_SAMPLE - 1)}…` : safe
}

/** Fields of SCIM that nobody has a value for are left out. */
const mappingLines = (mapping: readonly FeedMapping[], paint: Paint): readonly string[] => {
  const rows = mapping
    .filter(({ by, filled }) => by !== 'scim' || filled > 0)
    .map(({ field, from, by, filled, samples }) => [
      safeText(field),
      `${short(from)}${how[by]}`,
      String(filled),
      ...samples.map((sample) => short(sample) || '-'),
    ])
  const table = [
    ['field', 'comes from', 'filled', ...(mapping[0]?.samples ?? []).map((_sample, index) => `person ${index + 1}`)],
    ...rows,
  ]
  const widths = (table[0] ?? []).map((_cell, column) => Math.max(...table.map((row) => (row[column] ?? '').length)))
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return lines.map((line, index) => `  ${index === 0 ? paint.dim(line) : line}`)
}

const refusedLines = (refused: readonly RefusedRow[], paint: Paint): readonly string[] => {
  if (refused.length === 0) return []
  const lines = refused.map(
    ({ row, employeeId, why }) =>
      `  row ${row}${employeeId === null ? '' : ` (${safeText(employeeId)})`}: ${safeText(why)}`,
  )
  return [paint.red('Refused'), ...limited(lines)]
}

const limited = (lines: readonly string[]): readonly string[] => {
  const more = lines.length - MOST_ROWS
  return more > 0 ? [...lines.slice(0, MOST_ROWS), `  … and ${more} more`] : lines
}
