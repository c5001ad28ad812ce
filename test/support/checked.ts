import type { Checked } from '../../src/model/fault.ts'
import { showPosition } from '../../src/model/source-position.ts'

/** The value of a check that passed; fails the test with the findings otherwise. */
export const value = <T>(checked: Checked<T>): T => {
  if (checked.ok) return checked.value
  throw new Error(messages(checked).join('\n'))
}

/** `file:line:column code` of each finding. */
export const findings = (checked: Checked<unknown>): readonly string[] =>
  checked.ok ? [] : checked.faults.map((fault) => `${fault.where ? showPosition(fault.where) : '-'} ${fault.code}`)

/** Message and hint of each finding, in one line. */
export const messages = (checked: Checked<unknown>): readonly string[] =>
  checked.ok ? [] : checked.faults.map((fault) => `${fault.message} ${fault.hint}`)
