import type { PreparedState, StateMoveReport } from '../../model/state-move.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

/** What the daily user still has to be granted. */
export const preparedText = ({ source, grants }: PreparedState, paint: Paint): string =>
  [
    paint.green(`${safeText(source)} is ready.`),
    paint.dim('A user who does not own it needs these rights, and can then neither change nor delete a record:'),
    ...grants.map((grant) => grant.replace('{user}', 'joinery')),
  ].join('\n')

/** What was moved, and what is left to do. */
export const moveText = (report: StateMoveReport, paint: Paint): string => {
  const { from, to, records, hash, work, feeds, already, named } = report
  const what = `${counted(records, 'record', 'records')}, ${counted(work, 'piece of work', 'pieces of work')}, ${counted(feeds, 'feed', 'feeds')}`
  const said = already ? 'had been moved before, and is all there' : 'was moved'
  return [
    paint.green(`${safeText(from)} ${said}: ${what} in ${safeText(to)}; the last record ${hash}`),
    paint.dim(
      'Every record was read back and follows the one before. The folder keeps the signing key; its joinery.db takes nothing any more.',
    ),
    ...(named ? [] : ['Now write into joinery.yaml:  state: { postgres: { env: DATABASE_URL } }']),
  ].join('\n')
}
