import type { Lease, LeaseHolder, Leases } from '../../src/ports/leases.ts'

interface Row extends Lease, LeaseHolder {}

/** Leases that are forgotten with their variable. Unlike the embedded ones they are not looked at by any journal. */
export const memoryLeases = (): Leases => {
  const rows = new Map<string, Row>()
  const current = ({ name, owner, token }: Lease): Row | undefined => {
    const row = rows.get(name)
    return row?.owner === owner && row.token === token ? row : undefined
  }
  return {
    async take({ wanted, run, owner, now, forMs, allOrNone }) {
      const others = wanted.map(({ name, evenFrom }) => {
        const row = rows.get(name)
        return row && row.until > now && row.owner !== evenFrom ? row : null
      })
      const held = others.flatMap((row) => row ?? [])
      if (allOrNone && held.length > 0) return { taken: [], held }
      const taken = wanted
        .filter((_, index) => others[index] === null)
        .map(({ name }) => ({ name, run, owner, token: (rows.get(name)?.token ?? 0) + 1, until: now + forMs }))
      for (const row of taken) rows.set(row.name, row)
      return { taken, held }
    },
    async renew(leases, now, forMs) {
      for (const row of leases.flatMap((lease) => current(lease) ?? []))
        rows.set(row.name, { ...row, until: Math.max(row.until, now + forMs) })
    },
    async lost(leases) {
      const lost = leases.find((lease) => !current(lease))
      return lost ? (rows.get(lost.name) ?? { ...lost, run: '', until: 0 }) : null
    },
    async release(leases) {
      for (const row of leases.flatMap((lease) => current(lease) ?? []))
        rows.set(row.name, { ...row, token: row.token + 1, until: 0 })
    },
  }
}
