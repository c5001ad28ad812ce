import type { AdStore } from '../ad/ad-store.ts'
import { syncDirectory } from '../connect/sync-directory.ts'
import type { SeedPerson } from '../seed/seed-person.ts'
import type { EntraStore } from './entra-store.ts'
import { seedApps } from './seed-apps.ts'
import { seedAutopilot } from './seed-autopilot.ts'
import { seedCloudGroups } from './seed-cloud-groups.ts'
import { seedCloudUsers } from './seed-cloud-users.ts'
import { seedDevices } from './seed-devices.ts'
import { seedDrives } from './seed-drives.ts'
import { seedLicences } from './seed-licences.ts'
import { seedMethods } from './seed-methods.ts'
import { seedNumbers } from './seed-numbers.ts'
import { seedPackages } from './seed-packages.ts'
import { seedRights } from './seed-rights.ts'
import { seedRoles } from './seed-roles.ts'
import { seedSignIns } from './seed-sign-ins.ts'
import { seedSponsors } from './seed-sponsors.ts'

/** The default domain, and the one that every tenant begins with. */
const DOMAINS = ['contoso.com', 'contoso.onmicrosoft.com']

/** Founds the Entra side of the company: what Entra Connect brings from AD, and what there is in the cloud alone. */
export const seedEntra = (parts: {
  readonly store: EntraStore
  readonly ad: AdStore
  readonly people: readonly SeedPerson[]
}): void => {
  const { store, ad, people } = parts
  const now = store.timestamp()
  store.tenant = {
    id: store.ids.uuid('tenant'),
    displayName: 'Contoso',
    createdDateTime: now,
    countryLetterCode: 'US',
    domains: DOMAINS,
    lastSyncDateTime: now,
  }
  syncDirectory(store, ad)
  seedUsageLocations(store, people)
  seedCloudUsers(store, people)
  seedRoles(store)
  seedCloudGroups(store, people)
  seedLicences(store, people)
  seedDevices(store, people)
  seedDrives(store, people)
  seedMethods(store, people)
  seedRights(store)
  seedNumbers(store)
  seedSignIns(store, people)
  seedSponsors(store)
  seedPackages(store)
  seedApps(store, people)
  seedAutopilot(store)
}

/** Everybody who has been here for a while has had a place of use set in the cloud. */
const seedUsageLocations = (store: EntraStore, people: readonly SeedPerson[]): void => {
  const countries = new Map(people.map(({ employeeId, country }) => [employeeId, country]))
  for (const user of store.users()) {
    const country = countries.get(String(user.properties.employeeId))
    if (country) store.put({ ...user, properties: { ...user.properties, usageLocation: country } })
  }
}
