import type { CaseResult } from '../../model/playbook-case.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

/** How a case went, with what differs. */
export const caseText = ({ playbook, name, mode, differences, tookMs }: CaseResult, paint: Paint): string => {
  const isFailed = differences.length > 0
  const sign = isFailed ? paint.red('✗') : paint.green('✓')
  const head = `${sign} ${paint.bold(safeText(playbook))} ${safeText(name)} ${paint.dim(`${mode}, ${tookMs} ms`)}`
  const lines = differences.flatMap((difference) => difference.split('\n'))
  return [head, ...lines.map((line) => `    ${coloured(line, paint)}`)].join('\n')
}

const coloured = (line: string, paint: Paint): string => {
  const text = safeText(line)
  if (/^\s*- /.test(line)) return paint.green(text)
  return /^\s*\+ /.test(line) ? paint.red(text) : text
}

/** The last line: how many passed and failed. */
export const caseTotal = (results: readonly CaseResult[], paint: Paint): string => {
  const failed = results.filter(({ differences }) => differences.length > 0).length
  if (results.length === 0) return paint.yellow('There are no cases. They stand in cases.yaml beside a playbook.')
  const total = `${counted(results.length, 'case', 'cases')}: ${results.length - failed} passed, ${failed} failed`
  return failed > 0 ? paint.red(`${total} (- expected, + found)`) : paint.green(total)
}
