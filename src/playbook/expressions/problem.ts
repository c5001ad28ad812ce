import type { FaultCode, FaultParams } from '../../model/faults/index.ts'

/** Something wrong in an expression, and where in its text. Becomes a fault once the place of the expression in its file is known. */
export interface Problem {
  readonly code: FaultCode
  readonly params: FaultParams
  /** Offset in the expression's text. */
  readonly offset: number
}
