import { Fault } from '../model/fault.ts'
import type { FaultCode } from '../model/faults/index.ts'
import type { Unreadable } from '../model/readable.ts'

/** Why something cannot be read, by the fault that says so. */
export type ClosedDoors = { readonly [code in FaultCode]?: string }

/** The answer, or why nobody can tell. Every fault that does not stand for a closed door is thrown on. */
export const unlessClosed = async <Answer>(
  answer: Promise<Answer>,
  becauseOf: (fault: Fault) => string | undefined,
): Promise<Answer | Unreadable> => {
  try {
    return await answer
  } catch (error) {
    const because = error instanceof Fault ? becauseOf(error) : undefined
    if (because === undefined) throw error
    return { readable: false, because }
  }
}
