import type { DatabaseSync } from 'node:sqlite'
import type { Leases } from '../ports/leases.ts'
import { inTransaction } from './database.ts'
import { holderOr } from './lease-rules.ts'
import type { LeaseTable } from './lease-table.ts'

/** The port over the table. `tried` turns errors of the database into faults. */
export const sharedLeases = (db: DatabaseSync, table: LeaseTable, tried: <T>(work: () => T) => T): Leases => {
  const together = <T>(work: () => T): T => tried(() => inTransaction(db, work))
  return {
    take: async (order) => together(() => table.take(order)),
    async renew(leases, now, forMs) {
      if (leases.length > 0) together(() => void leases.map((lease) => table.prolong({ lease, forMs }, now)))
    },
    async lost(leases, now) {
      const lost = tried(() => leases.find((lease) => !table.isHeld(lease, now)))
      return lost
        ? holderOr(
            tried(() => table.holder(lost.name)),
            lost.name,
          )
        : null
    },
    async release(leases) {
      if (leases.length > 0) together(() => void leases.map(table.release))
    },
  }
}
