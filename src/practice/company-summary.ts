import { hasClass } from './ad/ad-object.ts'
import type { AdStore } from './ad/ad-store.ts'
import { practiceDomain } from './ad/practice-domain.ts'
import type { EntraStore } from './entra/entra-store.ts'

/** How many of what there are in a company, and how many seats of each licence are free. */
export type CompanySummary = { readonly [what: string]: number | string }

export const summarise = (ad: AdStore, entra: EntraStore): CompanySummary => {
  let adAccounts = 0
  let adGroups = 0
  for (const object of ad.all()) {
    if (hasClass(object, 'group')) adGroups++
    else if (hasClass(object, 'user') && !hasClass(object, 'computer')) adAccounts++
  }
  return {
    domain: practiceDomain.dnsName,
    mailDomain: practiceDomain.mailDomain,
    tenant: entra.tenant.id,
    adAccounts,
    adGroups,
    entraUsers: entra.users().length,
    entraGroups: entra.groups().length,
    deletedItems: entra.deletedObjects().length,
    ...Object.fromEntries(
      entra.skus.map((sku) => [
        sku.skuPartNumber,
        `${sku.enabled - entra.holders(sku.skuId)} of ${sku.enabled} seats free`,
      ]),
    ),
  }
}
