import type { Fault } from '../../model/fault.ts'
import { showPosition } from '../../model/source-position.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

/** Faults for people: where, what and why, what now. Several are all shown, in the order of their places. */
export const faultsText = (faults: readonly Fault[], paint: Paint): string => {
  const blocks = faults.map((fault) => faultText(fault, paint))
  return faults.length < 2
    ? blocks.join('\n')
    : [...blocks, paint.red(counted(faults.length, 'finding', 'findings'))].join('\n\n')
}

const faultText = (fault: Fault, paint: Paint): string => {
  const where = fault.where ? `${paint.bold(safeText(showPosition(fault.where)))} ` : ''
  const title = `${where}${paint.red(fault.title)} ${paint.dim(`(${fault.code})`)}`
  return [title, ...safeLines(fault.message), ...safeLines(fault.hint).map(paint.dim)].join('\n')
}

const safeLines = (text: string): readonly string[] => text.split('\n').map((line) => `  ${safeText(line)}`)
