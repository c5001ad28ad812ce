import { EntraStore } from '../entra/entra-store.ts'
import type { DirtyRow } from '../persisted.ts'

/** A copy of the tenant that hears of every change only after a while, as one of the many that Entra answers reads from. */
export interface LaggingReplica {
  /** The tenant as this replica knows it at this moment. */
  store(): EntraStore
  stop(): void
}

interface News {
  readonly at: number
  readonly rows: readonly DirtyRow[]
}

/** `lagMs` in milliseconds of the company's clock. */
export const laggingReplica = (primary: EntraStore, lagMs: number): LaggingReplica => {
  const { clock, ids } = primary
  const copy = new EntraStore({ clock, ids })
  copy.load(primary.rows())
  const unheard: News[] = []
  const stop = primary.watch((rows) => unheard.push({ at: clock.now(), rows }))
  const store = (): EntraStore => {
    const heardUntil = clock.now() - lagMs
    for (let next = unheard[0]; next && next.at <= heardUntil; next = unheard[0]) {
      copy.follow(next.rows)
      unheard.shift()
    }
    return copy
  }
  return { store, stop }
}
