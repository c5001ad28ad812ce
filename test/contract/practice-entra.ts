import type { JsonObject } from '../../src/model/json.ts'
import type { EntraStore } from '../../src/practice/entra/entra-store.ts'
import type { EntraUnderTest } from './entra-contract.ts'

const putGroup = (store: EntraStore, displayName: string, more: JsonObject = {}): string => {
  const id = store.newId()
  const properties = { displayName, groupTypes: [], securityEnabled: true, mailEnabled: false, ...more }
  store.put({ type: 'group', id, deletedDateTime: null, licences: [], properties })
  return id
}

const putSyncedUser = (store: EntraStore): string => {
  const id = store.newId()
  const [domain = ''] = store.tenant.domains
  const properties = {
    accountEnabled: true,
    displayName: 'Lee Gu (synced)',
    mailNickname: 'lee.gu.synced',
    userPrincipalName: `lee.gu.synced@${domain}`,
    onPremisesSyncEnabled: true,
    onPremisesImmutableId: 'bGVlLmd1LnN5bmNlZA==',
    userType: 'Member',
  }
  store.put({ type: 'user', id, deletedDateTime: null, licences: [], methods: [], properties })
  return id
}

const freeSku = '05e9a617-0261-4cee-bb44-138d3ef5d965'
const fullSku = 'c5928f49-12ba-48f7-ada3-0d743a3601d5'

const seats = (store: EntraStore): void => {
  const others = store.skus.filter(({ skuId }) => skuId !== freeSku && skuId !== fullSku)
  store.skus = [
    ...others,
    { skuId: freeSku, skuPartNumber: 'SPE_E3', enabled: store.holders(freeSku) + 20, capabilityStatus: 'Enabled' },
    { skuId: fullSku, skuPartNumber: 'VISIOCLIENT', enabled: store.holders(fullSku), capabilityStatus: 'Enabled' },
  ]
}

/** Puts into a company what the contract has to find there. */
export const furnish = (store: EntraStore): EntraUnderTest['found'] => {
  seats(store)
  return {
    securityGroup: putGroup(store, 'Contract readers'),
    dynamicGroup: putGroup(store, 'Contract by rule', {
      groupTypes: ['DynamicMembership'],
      membershipRule: '(user.department -eq "Contract")',
      membershipRuleProcessingState: 'On',
    }),
    syncedGroup: putGroup(store, 'Contract from AD', { onPremisesSyncEnabled: true }),
    distributionList: putGroup(store, 'Contract news', {
      mailEnabled: true,
      securityEnabled: false,
      mailNickname: 'contract.news',
      mail: `contract.news@${store.tenant.domains[0]}`,
    }),
    syncedUser: putSyncedUser(store),
    freeSku,
    fullSku,
  }
}
