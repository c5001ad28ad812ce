import { hasClass } from './ad/ad-object.ts'
import type { AdStore } from './ad/ad-store.ts'
import { practiceDomain } from './ad/practice-domain.ts'
import type { EntraStore } from './entra/entra-store.ts'
import { sentMails } from './graph/resources/send-mail.ts'

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
    ...mails(entra),
    ...Object.fromEntries(
      entra.skus.map((sku) => [
        sku.skuPartNumber,
        `${sku.enabled - entra.holders(sku.skuId)} of ${sku.enabled} seats free`,
      ]),
    ),
  }
}

const LATEST = 5

/** How many mails were sent, and the latest of them. */
const mails = (entra: EntraStore): CompanySummary => {
  const all = sentMails(entra).all()
  const latest = all.slice(-LATEST).map(({ to, subject }, index) => {
    const number = Math.max(0, all.length - LATEST) + index + 1
    return [`mail ${number}`, `"${subject}" to ${to.join(', ')}`] as const
  })
  return all.length === 0 ? { mailsSent: 0 } : { mailsSent: all.length, ...Object.fromEntries(latest) }
}
