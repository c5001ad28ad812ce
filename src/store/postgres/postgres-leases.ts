import type { Fence, Lease, LeaseHolder, LeaseOrder, Leases, LeasesTaken } from '../../ports/leases.ts'
import { endOfTaken, holderOr, isInTheWay, prolongedEnd } from '../lease-rules.ts'
import type { Postgres, Queries } from './postgres-database.ts'

interface LeaseRow extends Lease, LeaseHolder {}

const rowsOf = async (db: Queries, names: readonly string[]): Promise<ReadonlyMap<string, LeaseRow>> => {
  if (names.length === 0) return new Map()
  const rows = await db.query('select name, run, owner, token, until from joinery.lease where name = any($1)', [
    [...new Set(names)],
  ])
  const leases = rows.map(({ name, run, owner, token, until }) => ({
    name: String(name),
    run: String(run),
    owner: String(owner),
    token: Number(token),
    until: Number(until),
  }))
  return new Map(leases.map((lease) => [lease.name, lease]))
}

const isIts = (row: LeaseRow | undefined, { owner, token }: Lease): row is LeaseRow =>
  row !== undefined && row.owner === owner && row.token === token

/** Leases as they are in the middle of a transaction. */
export interface LeaseBook {
  /** Whether the lease was current; it is prolonged then. */
  prolong(fence: Fence, now: number): boolean
  holder(name: string): LeaseHolder | undefined
  /** Writes what was prolonged. */
  save(): Promise<void>
}

export const openLeaseBook = async (db: Queries, names: readonly string[]): Promise<LeaseBook> => {
  const rows = new Map(await rowsOf(db, names))
  const changed = new Map<string, LeaseRow>()
  return {
    prolong({ lease, forMs }, now) {
      const row = rows.get(lease.name)
      if (!isIts(row, lease)) return false
      const until = prolongedEnd(row.until, now, forMs)
      if (until === null) return true
      const longer = { ...row, until }
      rows.set(row.name, longer)
      changed.set(row.name, longer)
      return true
    },
    holder: (name) => rows.get(name),
    async save() {
      if (changed.size === 0) return
      const all = [...changed.values()]
      await db.query(
        `update joinery.lease set until = longer.until
         from unnest($1::text[], $2::bigint[]) as longer (name, until) where lease.name = longer.name`,
        [all.map(({ name }) => name), all.map(({ until }) => until)],
      )
    },
  }
}

const takeFree = async (
  db: Queries,
  names: readonly string[],
  order: LeaseOrder,
  now: number,
): Promise<readonly Lease[]> => {
  if (names.length === 0) return []
  const { run, owner, forMs } = order
  const rows = await db.query(
    `insert into joinery.lease (name, run, owner, token, until) select name, $2, $3, 1, $4 from unnest($1::text[]) as name
     on conflict (name) do update
       set run = excluded.run, owner = excluded.owner, token = lease.token + 1, until = excluded.until
     returning name, token`,
    [names, run, owner, endOfTaken(now, forMs)],
  )
  const tokens = new Map(rows.map(({ name, token }) => [name, Number(token)]))
  return names.map((name) => ({ name, owner, token: tokens.get(name) ?? 0 }))
}

const take = async (db: Queries, order: LeaseOrder, now: number): Promise<LeasesTaken> => {
  const rows = await rowsOf(
    db,
    order.wanted.map(({ name }) => name),
  )
  const others = order.wanted.map((wanted) => {
    const row = rows.get(wanted.name)
    return row && isInTheWay(row, wanted, now) ? row : null
  })
  const held = others.flatMap((row) =>
    row ? [{ name: row.name, run: row.run, owner: row.owner, until: row.until }] : [],
  )
  if (order.allOrNone && held.length > 0) return { taken: [], held }
  const free = order.wanted.filter((_, index) => others[index] === null).map(({ name }) => name)
  return { taken: await takeFree(db, free, order, now), held }
}

/** The token goes up, so that whoever gave a lease back cannot go on under it. */
const RELEASE = `
  update joinery.lease set until = 0, token = lease.token + 1
  from unnest($1::text[], $2::text[], $3::bigint[]) as given (name, owner, token)
  where lease.name = given.name and lease.owner = given.owner and lease.token = given.token`

/** The time that counts: the caller's, or the server's, which is the same for machines whose clocks differ. */
export type TimeOf = (caller: number, server: number) => number

/** The port over the table `joinery.lease`. `tried` turns errors of the database into faults. */
export const postgresLeases = (
  db: Postgres,
  timeOf: TimeOf,
  tried: <T>(work: () => Promise<T>) => Promise<T>,
): Leases => ({
  take: (order) => tried(() => db.inTurn((turn) => take(turn, order, timeOf(order.now, turn.now)))),
  async renew(leases, now, forMs) {
    if (leases.length === 0) return
    await tried(() =>
      db.inTurn(async (turn) => {
        const book = await openLeaseBook(
          turn,
          leases.map(({ name }) => name),
        )
        for (const lease of leases) book.prolong({ lease, forMs }, timeOf(now, turn.now))
        await book.save()
      }),
    )
  },
  async lost(leases, now) {
    if (leases.length === 0) return null
    return tried(async () => {
      const [clock] = await db.query('select extract(epoch from clock_timestamp()) * 1000 as now')
      const time = timeOf(now, Number(clock?.['now']))
      const rows = await rowsOf(
        db,
        leases.map(({ name }) => name),
      )
      const lost = leases.find((lease) => {
        const row = rows.get(lease.name)
        return !isIts(row, lease) || row.until <= time
      })
      if (!lost) return null
      const { name, run, owner, until } = holderOr(rows.get(lost.name), lost.name)
      return { name, run, owner, until }
    })
  },
  async release(leases) {
    if (leases.length === 0) return
    const columns = [leases.map(({ name }) => name), leases.map(({ owner }) => owner), leases.map(({ token }) => token)]
    await tried(() => db.inTurn((turn) => turn.query(RELEASE, columns)))
  },
})
