import { Fault } from '../model/fault.ts'
import { type CmdletAnswer, type Invocation, isWrite } from './invocation.ts'

/** Warnings that say that what was wanted holds already. */
const harmless = [
  /access control entry is already present/i,
  /ACE (isn.t|is not|doesn.t) (present|exist)|can.t remove the access control entry/i,
  /no settings of .* have been modified/i,
  /hasn.t logged on to mailbox/i,
]
/** Words by which Exchange tells in a warning that it did not do what it was told. */
const failing = /\b(failed|failure|error|unable to|could ?n.t|can ?not|can.t|won.t|wasn.t|were ?n.t)\b/i
const cutShort = /only the first \d+ (items|results)/i

/**
 * Exchange reports some failures as the warning of a success. Of a write they become `exchange/warned`; its outcome is open until it is read
 * back. A read whose list was cut short throws too, because half a list is never taken for the whole.
 */
export const checkWarnings = (answer: CmdletAnswer, invocation: Invocation): CmdletAnswer => {
  const { doing } = invocation
  const wrong = answer.warnings.find((text) =>
    isWrite(invocation) ? failing.test(text) && !harmless.some((known) => known.test(text)) : cutShort.test(text),
  )
  if (wrong === undefined) return answer
  const detail = wrong.trim().replace(/\.$/, '')
  if (isWrite(invocation)) throw new Fault('exchange/warned', { doing, detail }, { effect: 'unknown' })
  throw new Fault('exchange/unexpected-answer', { doing, detail, state: 'Nothing was changed.' })
}
