import type { AdReader, AdWriter } from './ad.ts'
import type { Clock } from './clock.ts'
import type { EntraReader, EntraWriter } from './entra.ts'
import type { ExchangeReader, ExchangeWriter } from './exchange.ts'
import type { HandOver } from './hand-over.ts'
import type { MessageWriter } from './messages.ts'

/** What planning, verifying and settling may touch: reads alone. An organisation without a system lacks its member. */
export interface Readers {
  readonly ad?: AdReader
  readonly entra?: EntraReader
  /** Absent where nothing but people can reach Exchange: its changes are manual tasks then. */
  readonly exchange?: ExchangeReader
  readonly clock: Clock
}

/** What applying may touch. */
export interface Writers {
  readonly ad?: AdWriter
  readonly entra?: EntraWriter
  readonly exchange?: ExchangeWriter
  readonly handOver: HandOver
  /** Absent where nothing but the directories is written to, as in a projection. */
  readonly messages?: MessageWriter
}
