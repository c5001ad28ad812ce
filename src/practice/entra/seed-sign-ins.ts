import type { SeedPerson } from '../seed/seed-person.ts'
import type { EntraStore } from './entra-store.ts'

const DAY_MS = 86_400_000

/** When people whom nobody has seen for a while last signed in. Of all others nothing is known: the company is new. */
export const seedSignIns = (store: EntraStore, people: readonly SeedPerson[]): void => {
  const idle = new Map(
    people.flatMap(({ employeeId, idleDays }) => (idleDays ? [[employeeId, idleDays] as const] : [])),
  )
  for (const user of store.users()) {
    const days = idle.get(String(user.properties.employeeId))
    if (days === undefined) continue
    const at = `${new Date(store.clock.now() - days * DAY_MS).toISOString().slice(0, 19)}Z`
    const signInActivity = { lastSignInDateTime: at, lastNonInteractiveSignInDateTime: null }
    store.put({ ...user, properties: { ...user.properties, signInActivity } })
  }
}
