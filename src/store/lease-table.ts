import type { DatabaseSync } from 'node:sqlite'
import type { Fence, Lease, LeaseHolder, LeaseOrder, LeasesTaken, WantedLease } from '../ports/leases.ts'
import { endOfTaken, isInTheWay, prolongedEnd } from './lease-rules.ts'

/** The leases in the database. Every call has to be made inside a transaction. Times are in milliseconds since 1970. */
export interface LeaseTable {
  take(order: LeaseOrder): LeasesTaken
  /** Whether the lease was current; it is prolonged then. */
  prolong(fence: Fence, now: number): boolean
  /** Who has it or had it last. */
  holder(name: string): LeaseHolder | null
  isHeld(lease: Lease, now: number): boolean
  release(lease: Lease): void
}

const IS_ITS = 'name = :name and owner = :owner and token = :token'

const statementsOf = (db: DatabaseSync) => ({
  take: db.prepare(`
    insert into lease (name, run, owner, token, until) values (:name, :run, :owner, 1, :until)
    on conflict (name) do update
      set run = excluded.run, owner = excluded.owner, token = lease.token + 1, until = excluded.until
    returning token`),
  prolong: db.prepare(`update lease set until = :until where ${IS_ITS}`),
  holder: db.prepare('select name, run, owner, until from lease where name = ?'),
  until: db.prepare(`select until from lease where ${IS_ITS}`),
  // The token goes up, so that whoever gave a lease back cannot go on under it.
  release: db.prepare(`update lease set until = 0, token = token + 1 where ${IS_ITS}`),
})

const key = ({ name, owner, token }: Lease) => ({ name, owner, token })

export const leaseTable = (db: DatabaseSync): LeaseTable => {
  const { take, prolong, holder, until, release } = statementsOf(db)
  const holderOf = (name: string): LeaseHolder | null => {
    const row = holder.get(name) as LeaseHolder | undefined
    return row ? { ...row } : null
  }
  const endOf = (lease: Lease): number | undefined =>
    (until.get(key(lease)) as { readonly until: number } | undefined)?.until
  const inTheWay = (wanted: WantedLease, now: number): LeaseHolder | null => {
    const other = holderOf(wanted.name)
    return other && isInTheWay(other, wanted, now) ? other : null
  }
  return {
    take({ wanted, run, owner, now, forMs, allOrNone }) {
      const others = wanted.map((lease) => inTheWay(lease, now))
      const inWay = others.flatMap((other) => other ?? [])
      if (allOrNone && inWay.length > 0) return { taken: [], held: inWay }
      const free = wanted.filter((_, index) => others[index] === null)
      const taken = free.map(({ name }) => {
        const { token } = take.get({ name, run, owner, until: endOfTaken(now, forMs) }) as { readonly token: number }
        return { name, owner, token }
      })
      return { taken, held: inWay }
    },
    prolong({ lease, forMs }, now) {
      const end = endOf(lease)
      if (end === undefined) return false
      const until = prolongedEnd(end, now, forMs)
      if (until !== null) prolong.run({ ...key(lease), until })
      return true
    },
    holder: holderOf,
    isHeld: (lease, now) => (endOf(lease) ?? 0) > now,
    release: (lease) => void release.run(key(lease)),
  }
}
