import type { AdoptionClass, AdoptionMatch, AdoptionReport } from '../../model/adoption.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

/** Lines of each kind that are shown; the file has all of them. */
const MOST_LINES = 12

/** What adoption proposes, in short: how sure, with what evidence, and what is left over on either side. */
export const adoptionText = (report: AdoptionReport, paint: Paint): string => {
  const { people, accounts, adopted, matches, withoutAccount, unclaimed, ofNobody, contested } = report
  const open = new Set(matches.map(({ person }) => person.employeeId)).size + withoutAccount.length
  const head = `${counted(people, 'person', 'people')} in the feed, ${counted(accounts, 'account', 'accounts')}: ${adopted} adopted already, ${open} to look at`
  const sections = [
    [open === 0 ? `Nothing to adopt: ${head}` : paint.bold(head)],
    classLines('certain', matches, paint.green('Certain'), paint),
    classLines('likely', matches, paint.yellow('Likely'), paint),
    classLines('unclear', matches, paint.yellow('Unclear'), paint),
    listed(contested.map(safeText), paint.yellow('Fits more than one'), paint),
    listed(
      withoutAccount.map(({ person, because }) =>
        line([`${person.name} (${person.employeeId})`, person.department ?? '', because], paint),
      ),
      'Without an account',
      paint,
    ),
    listed(
      unclaimed.map(({ account }) => line([account.signIn, account.name, account.department ?? ''], paint)),
      "Nobody's account",
      paint,
    ),
    listed(
      ofNobody.map(({ account, because }) => line([account.signIn, account.name, because], paint)),
      'Of no person by the look of them',
      paint,
    ),
  ]
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

const classLines = (
  found: AdoptionClass,
  matches: readonly AdoptionMatch[],
  title: string,
  paint: Paint,
): readonly string[] => {
  const own = matches.filter((match) => match.class === found)
  return listed(
    own.map(({ person, account, evidence, against }) => {
      const whose = `${person.name} (${person.employeeId})  ${account.signIn}`
      const doubts = against.length === 0 ? '' : `; against it: ${against.map(safeText).join(', ')}`
      return `${safeText(whose)}  ${paint.dim(`${evidence.map(safeText).join(', ')}${doubts}`)}`
    }),
    title,
    paint,
  )
}

const line = ([first = '', ...rest]: readonly string[], paint: Paint): string =>
  [safeText(first), ...rest.filter((text) => text !== '').map((text) => paint.dim(safeText(text)))].join('  ')

const listed = (lines: readonly string[], title: string, paint: Paint): readonly string[] => {
  if (lines.length === 0) return []
  const more = lines.length - MOST_LINES
  const shown = more > 0 ? [...lines.slice(0, MOST_LINES), paint.dim(`… and ${more} more`)] : lines
  return [`${title}: ${lines.length}`, ...shown.map((text) => `  ${text}`)]
}
