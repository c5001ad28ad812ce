import { Fault } from '../model/fault.ts'
import type { FaultCode } from '../model/faults/index.ts'

/** The same refusal by the name that it has here. */
export const instead =
  (general: FaultCode, special: FaultCode, doing: string) =>
  (error: unknown): never => {
    if (error instanceof Fault && error.code === general) throw new Fault(special, { doing }, { cause: error })
    throw error
  }
