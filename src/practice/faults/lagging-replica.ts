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

const UNITS = 2 ** 32

/** `lagMs` in milliseconds of the company's clock; `perObject`: each object's news travel for a time of their own, within that. */
export const laggingReplica = (primary: EntraStore, lagMs: number, perObject = false): LaggingReplica => {
  const { clock, ids } = primary
  const copy = new EntraStore({ clock, ids })
  copy.load(primary.rows())
  let unheard: News[] = []
  const drawn = (id: string, now: number): number => ids.bytes('lag', id, now).readUInt32BE() / UNITS
  const last = new Map<string, number>()
  /** News of one object arrive in the order in which they were sent. */
  const arrival = (id: string, now: number): number => {
    const at = Math.max(last.get(id) ?? 0, now + Math.round(lagMs * drawn(id, now)))
    last.set(id, at)
    return at
  }
  const onWay = (rows: readonly DirtyRow[]): readonly News[] => {
    const now = clock.now()
    if (!perObject) return [{ at: now + lagMs, rows }]
    return rows.map((row) => ({ at: arrival(row.id, now), rows: [row] }))
  }
  const stop = primary.watch((rows) => unheard.push(...onWay(rows)))
  const store = (): EntraStore => {
    const now = clock.now()
    if (unheard.some(({ at }) => at <= now)) {
      copy.follow(unheard.filter(({ at }) => at <= now).flatMap(({ rows }) => rows))
      unheard = unheard.filter(({ at }) => at > now)
    }
    return copy
  }
  return { store, stop }
}
