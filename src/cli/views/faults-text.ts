import type { Fault } from '../../model/fault.ts'
import { showPosition } from '../../model/source-position.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

const NOTHING_CHANGED = 'Nothing was changed.'

/** Faults for people: where, what and why, what now. Several are all shown, in the order of their places. */
export const faultsText = (faults: readonly Fault[], paint: Paint): string => {
  const blocks = faults.map((fault) => faultText(fault, paint))
  const count = faults.length > 1 ? [counted(faults.length, 'finding', 'findings')] : []
  const calm = isSaid(faults) ? [] : [NOTHING_CHANGED]
  const last = [...count, ...calm].join('. ')
  return [...blocks, ...(last === '' ? [] : [paint.red(last)])].join('\n\n')
}

/** Whether some fault tells already in which state the directory is, or knows that it is not as before. */
const isSaid = (faults: readonly Fault[]): boolean =>
  faults.some(({ effect, message }) => effect !== 'none' || /\b(Nothing|No request) was\b/.test(message))

const faultText = (fault: Fault, paint: Paint): string => {
  const where = fault.where ? `${paint.bold(safeText(showPosition(fault.where)))} ` : ''
  const title = `${where}${paint.red(fault.title)} ${paint.dim(`(${fault.code})`)}`
  return [title, ...safeLines(fault.message), ...safeLines(fault.hint).map(paint.dim)].join('\n')
}

const safeLines = (text: string): readonly string[] => text.split('\n').map((line) => `  ${safeText(line)}`)
