import type { Fault } from '../model/fault.ts'
import type { Clock } from '../ports/clock.ts'
import type { GraphRequest } from './graph-request.ts'

/**
 * Remembers until when Graph wants to be left alone, so that one 429 stops all requests to the same service, not only the one that met it.
 * Requests inside the time would be refused and count as load all the same. https://learn.microsoft.com/graph/throttling
 */
export interface ThrottleGate {
  /** Milliseconds until requests like this one are welcome; 0 if they are. */
  waitMs(request: GraphRequest): number
  /** Takes note of a fault that asks to wait. */
  heed(request: GraphRequest, fault: Fault): void
}

/** Authentication methods have a limit of their own, 5 requests in 10 s, beside that of the directory. */
const serviceOf = ({ path }: GraphRequest): 'methods' | 'directory' =>
  path.includes('/authentication/') ? 'methods' : 'directory'

export const throttleGate = (clock: Clock): ThrottleGate => {
  const openAt = { methods: 0, directory: 0 }
  return {
    waitMs: (request) => Math.max(0, openAt[serviceOf(request)] - clock.now()),
    heed(request, fault) {
      if (fault.code !== 'entra/throttled' || fault.retryAfterMs === undefined) return
      const service = serviceOf(request)
      openAt[service] = Math.max(openAt[service], clock.now() + fault.retryAfterMs)
    },
  }
}
