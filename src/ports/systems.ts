import type { AdReader, AdWriter } from './ad.ts'
import type { Clock } from './clock.ts'
import type { EntraReader, EntraWriter } from './entra.ts'
import type { HandOver } from './hand-over.ts'

/** What planning, verifying and settling may touch: reads alone. An organisation without a system lacks its member. */
export interface Readers {
  readonly ad?: AdReader
  readonly entra?: EntraReader
  readonly clock: Clock
}

/** What applying may touch. */
export interface Writers {
  readonly ad?: AdWriter
  readonly entra?: EntraWriter
  readonly handOver: HandOver
}
