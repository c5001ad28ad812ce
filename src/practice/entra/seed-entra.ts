import type { AdStore } from '../ad/ad-store.ts'
import { syncDirectory } from '../connect/sync-directory.ts'
import type { SeedPerson } from '../seed/seed-person.ts'
import type { EntraStore } from './entra-store.ts'
import { seedCloudGroups } from './seed-cloud-groups.ts'
import { seedCloudUsers } from './seed-cloud-users.ts'
import { seedLicences } from './seed-licences.ts'
import { seedRoles } from './seed-roles.ts'

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
  seedCloudUsers(store, people)
  seedRoles(store)
  seedCloudGroups(store, people)
  seedLicences(store, people)
}
