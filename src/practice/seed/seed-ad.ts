import type { AdStore } from '../ad/ad-store.ts'
import { seedDomain } from './seed-domain.ts'
import type { SeedPerson } from './seed-person.ts'
import { seedPrincipals } from './seed-principals.ts'
import { seedStaff } from './seed-staff.ts'

/** Founds the directory of the practice company: domain, groups, accounts. */
export const seedAd = (store: AdStore, people: readonly SeedPerson[]): void => {
  const containers = seedDomain(store)
  const builtin = seedPrincipals(store, containers)
  seedStaff(store, containers, builtin, people)
}
