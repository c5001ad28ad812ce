import type { Fault } from '../../model/fault.ts'
import { redact } from '../../model/secret.ts'

const DEEPEST_CAUSE = 5

/** Where a fault comes from in the code, and what caused it, for `--log-level debug`. Secrets are taken out. */
export const stackText = (fault: Fault): string => {
  const lines: string[] = []
  let next: unknown = fault
  for (let depth = 0; next instanceof Error && depth < DEEPEST_CAUSE; depth += 1) {
    lines.push(`${depth > 0 ? 'caused by ' : ''}${next.stack ?? next.message}`)
    next = next.cause
  }
  return redact(lines.join('\n'))
}
