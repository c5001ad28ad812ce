import { Fault } from '../model/fault.ts'
import { checked } from './check-answer.ts'
import type { Send } from './graph-request.ts'
import { type SendDeps, toldToWait } from './send-read.ts'

/**
 * Sends a write exactly once. Whether it is tried again is the runner's decision alone, for it has to read back first: the fault's `effect`
 * says whether the write can have happened.
 */
export const sendWrite =
  ({ pipe, clock, gate }: Omit<SendDeps, 'random'>): Send =>
  async (request) => {
    const waitMs = gate.waitMs(request)
    if (waitMs > 0) throw toldToWait(request, waitMs)
    try {
      return checked(await pipe(request), request, clock.now())
    } catch (error) {
      if (error instanceof Fault) gate.heed(request, error)
      throw error
    }
  }
