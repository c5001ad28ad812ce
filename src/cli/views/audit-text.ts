import type { AuditReport } from '../../model/audit.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

/** A journal that is whole, and what that was found by. `kept`: it was held against a head that was kept elsewhere. */
export const auditText = ({ source, records, hash, heads }: AuditReport, kept: boolean, paint: Paint): string => {
  const lines = [
    paint.green(`${safeText(source)} is as it was written: ${counted(records, 'record', 'records')}, the last ${hash}`),
  ]
  for (const head of heads)
    lines.push(
      `It fits the head of ${head.at}, signed by ${head.key} over ${counted(head.records, 'record', 'records')}.`,
    )
  if (!kept)
    lines.push(
      paint.dim(
        'Records cut off at the end, or a journal written anew as a whole, show only against a head kept elsewhere: --head FILE',
      ),
    )
  return lines.join('\n')
}
