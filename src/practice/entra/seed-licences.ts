import type { SeedPerson } from '../seed/seed-person.ts'
import type { EntraStore } from './entra-store.ts'
import { settleGroupLicences } from './group-licences.ts'
import { LICENCE_GROUP } from './seed-cloud-groups.ts'
import { skuFacts } from './sku-facts.ts'
import type { LicenceState, StoredUser } from './stored-objects.ts'

/** Seats that are left of each product on the first day: few enough that running out of them can be tried. */
const freeSeats: { readonly [skuPartNumber: string]: number } = {
  SPE_E3: 12,
  SPE_E5: 0,
  SPE_F1: 5,
  VISIOCLIENT: 1,
  FLOW_FREE: 10_000,
  POWER_BI_STANDARD: 1_000_000,
  EXCHANGESTANDARD: 10,
  MCOEV: 5,
}
const HEADS_END = '00109'
const FLOW_EVERY = 10

const skuId = (skuPartNumber: string): string =>
  skuFacts.find((sku) => sku.skuPartNumber === skuPartNumber)?.skuId ?? ''

/** Heads have E5, contractors F3, everybody else E3, and some try Power Automate. */
const licencesOf = (person: SeedPerson): readonly string[] => {
  const suite = person.employeeType === 'contractor' ? 'SPE_F1' : person.employeeId < HEADS_END ? 'SPE_E5' : 'SPE_E3'
  return Number(person.employeeId) % FLOW_EVERY === 0 ? [suite, 'FLOW_FREE'] : [suite]
}

/** Assigns the licences of the first day and buys so many seats that the wanted number is free. */
export const seedLicences = (store: EntraStore, people: readonly SeedPerson[]): void => {
  for (const person of people) if (person.enabled) assign(store, person)
  store.skus = skuFacts.map(({ skuId, skuPartNumber }) => ({
    skuId,
    skuPartNumber,
    capabilityStatus: 'Enabled',
    enabled: store.holders(skuId) + (freeSeats[skuPartNumber] ?? 0),
  }))
  seedGroupLicence(store)
}

const assign = (store: EntraStore, person: SeedPerson): void => {
  const user = store
    .find('employeeId', person.employeeId)
    .find((object): object is StoredUser => object.type === 'user')
  if (!user) return
  const lastUpdatedDateTime = store.timestamp()
  const licences = licencesOf(person).map(
    (name): LicenceState => ({
      skuId: skuId(name),
      disabledPlans: [],
      assignedByGroup: null,
      state: 'Active',
      error: 'None',
      lastUpdatedDateTime,
    }),
  )
  store.put({ ...user, licences })
}

const seedGroupLicence = (store: EntraStore): void => {
  const group = store.groups().find(({ properties }) => properties.displayName === LICENCE_GROUP)
  if (!group) return
  const visio = skuId('VISIOCLIENT')
  const members = store.members.of(group.id).size
  store.skus = store.skus.map((sku) => (sku.skuId === visio ? { ...sku, enabled: sku.enabled + members } : sku))
  store.put({ ...group, licences: [{ skuId: visio, disabledPlans: [] }] })
  settleGroupLicences(store, group.id)
}
