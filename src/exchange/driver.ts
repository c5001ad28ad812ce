import type { Fault } from '../model/fault.ts'
import type { CmdletAnswer, Invocation } from './invocation.ts'

/** Part of an answer: with `next`, the same invocation has more results behind that mark. */
export interface AnswerPage extends CmdletAnswer {
  readonly next?: string
}

/** An invocation, from a page on. */
export interface PagedInvocation extends Invocation {
  readonly page?: string
}

/** A way to Exchange. It is asked once and answers what came of each; whether to ask again is decided above it. */
export interface ExchangeDriver {
  /** How many invocations `attempt` takes at once. */
  readonly mostAtOnce: number
  /** How many attempts may be under way at the same time. */
  readonly mostAttempts: number
  /** The outcomes in the order of the invocations. Never rejects with a fault: that is the outcome of each then. */
  attempt(invocations: readonly PagedInvocation[]): Promise<readonly (AnswerPage | Fault)[]>
  close(): Promise<void>
}
