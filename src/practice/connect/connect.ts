import type { AdStore } from '../ad/ad-store.ts'
import type { EntraStore } from '../entra/entra-store.ts'
import { type SyncEnd, type SyncMemory, type SyncOptions, syncDirectory } from './sync-directory.ts'

/** The part of the company that Entra Connect works on. */
export interface ConnectedCompany {
  readonly ad: AdStore
  readonly entra: EntraStore
  readonly clock: { now(): number }
  commit(): void
}

export interface ConnectOptions extends SyncOptions {
  /** How long after the last write to AD a cycle begins, in milliseconds of the company's clock. */
  readonly delayMs?: number
  /** A full cycle begins at least this often, in milliseconds of the company's clock. */
  readonly cycleMs?: number
}

export interface Connect {
  /** Runs a cycle at once; a full one also takes back what was changed in Entra alone. */
  syncNow(options?: { readonly full?: boolean }): SyncEnd
  stop(): void
}

const USUAL_DELAY_MS = 2_000
const USUAL_CYCLE_MS = 30 * 60_000
const LONGEST_POLL_MS = 250
const SHORTEST_POLL_MS = 10

/**
 * Stands in for Entra Connect: carries changes of AD over to Entra after a while. It looks at AD at short intervals of real time, but decides
 * by the company's clock whether a cycle is due, so that with a virtual clock waiting costs nothing.
 */
export const startConnect = (company: ConnectedCompany, options: ConnectOptions = {}): Connect => {
  const { delayMs = USUAL_DELAY_MS, cycleMs = USUAL_CYCLE_MS } = options
  // What an earlier process wrote to AD just before it ended may not have been carried over: begin with a cycle.
  let synced = ''
  let seen = stateOf(company.ad)
  let changedAt = company.clock.now()
  let cycledAt = changedAt
  const memory: SyncMemory = new Map()
  const syncNow = ({ full = false } = {}): SyncEnd => {
    if (full) memory.clear()
    const end = syncDirectory(company.entra, company.ad, options, memory)
    company.commit()
    synced = stateOf(company.ad)
    cycledAt = company.clock.now()
    return end
  }
  const look = (): void => {
    const now = company.clock.now()
    const state = stateOf(company.ad)
    if (state !== seen) changedAt = now
    seen = state
    const quiet = state !== synced && now - changedAt >= delayMs
    const due = now - cycledAt >= cycleMs
    if (quiet || due) syncNow({ full: due })
  }
  const timer = setInterval(look, Math.min(LONGEST_POLL_MS, Math.max(SHORTEST_POLL_MS, delayMs / 4)))
  timer.unref()
  return { syncNow, stop: () => clearInterval(timer) }
}

/** Every write changes the update number; a deletion may change only the number of objects. */
const stateOf = (ad: AdStore): string => `${ad.highestUsn}/${ad.size}`
