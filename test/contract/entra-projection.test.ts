import type { EntraGroup, Sku } from '../../src/model/entra-objects.ts'
import { Secret } from '../../src/model/secret.ts'
import { emptyEntra, projectEntra } from '../../src/planner/projection/projected-entra.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type EntraUnderTest, entraContract } from './entra-contract.ts'

const group = (id: string, displayName: string, more: Partial<EntraGroup> = {}): EntraGroup => ({
  id,
  displayName,
  mail: null,
  groupTypes: [],
  securityEnabled: true,
  mailEnabled: false,
  isAssignableToRole: false,
  onPremisesSyncEnabled: false,
  ...more,
})

const sku = (skuId: string, skuPartNumber: string, enabled: number): Sku => ({
  skuId,
  skuPartNumber,
  appliesTo: 'User',
  capabilityStatus: 'Enabled',
  enabled,
  consumed: 10,
  servicePlans: [
    { servicePlanId: '9aaf7827-d63c-4b61-89c3-182f06f82e5c', servicePlanName: 'EXCHANGE_S_STANDARD' },
    { servicePlanId: '57ff2da0-773e-42df-b2af-ffb7a2317929', servicePlanName: 'TEAMS1' },
  ],
})

const found = {
  securityGroup: '02bd9fd6-8f93-4758-87c3-1fb73740a315',
  dynamicGroup: '06f62f70-9827-4e6e-93ef-8e0f2d9b7b23',
  syncedGroup: '0a53828f-36c9-44c3-be3d-99a7fce977ac',
  distributionList: '13be6971-79db-4f33-9d41-b25589ca25af',
  freeSku: '05e9a617-0261-4cee-bb44-138d3ef5d965',
  fullSku: '66b55226-6b4f-492c-910c-a3b7a3c9d993',
}

const groups = [
  group(found.securityGroup, 'Sales Team'),
  group(found.dynamicGroup, 'All of Sales', { groupTypes: ['DynamicMembership'] }),
  group(found.syncedGroup, 'Sales', { onPremisesSyncEnabled: true }),
  group(found.distributionList, 'Sales news', { mailEnabled: true, securityEnabled: false, mail: 'news@contoso.com' }),
]

const open = async (): Promise<EntraUnderTest> => {
  const tenant = { id: '0f6d3c9e-5b7a-4b4e-9a55-1c7d1f1b2a01', displayName: 'Contoso', domains: ['contoso.com'] }
  const projection = projectEntra(
    emptyEntra(tenant, [sku(found.freeSku, 'SPE_E3', 50), sku(found.fullSku, 'SPE_F1', 10)], groups),
  )
  const { uuid } = seededRandom('projection')
  const synced = await projection.writer(uuid, { asSync: true }).addUser({
    properties: {
      userPrincipalName: 'lee.gu@contoso.com',
      displayName: 'Lee Gu',
      mailNickname: 'lee.gu',
      onPremisesSyncEnabled: true,
    },
    password: new Secret(''),
    mustChangePassword: false,
  })
  return {
    reader: projection,
    writer: projection.writer(uuid, { asSync: false }),
    found: { ...found, syncedUser: synced.id },
    close: async () => {},
  }
}

entraContract('the projection over an empty tenant', open)
