import type { JsonObject } from '../../model/json.ts'
import { type AdObject, valueIn, valuesIn } from '../ad/ad-object.ts'
import type { AdStore } from '../ad/ad-store.ts'
import { guidToBytes } from '../ad/guid.ts'
import { practiceDomain } from '../ad/practice-domain.ts'
import { isDisabled } from '../ad/rules/account-control.ts'

/**
 * Which attribute of AD fills which property of Entra, as Entra Connect does it by default.
 * https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-sync-attributes-synchronized
 */
const copied: { readonly [property: string]: string } = {
  displayName: 'displayName',
  givenName: 'givenName',
  surname: 'sn',
  jobTitle: 'title',
  department: 'department',
  companyName: 'company',
  officeLocation: 'physicalDeliveryOfficeName',
  streetAddress: 'streetAddress',
  city: 'l',
  state: 'st',
  postalCode: 'postalCode',
  country: 'co',
  mobilePhone: 'mobile',
  faxNumber: 'facsimileTelephoneNumber',
  preferredLanguage: 'preferredLanguage',
  employeeId: 'employeeID',
  employeeType: 'employeeType',
  mail: 'mail',
  onPremisesSamAccountName: 'sAMAccountName',
  onPremisesUserPrincipalName: 'userPrincipalName',
  onPremisesSecurityIdentifier: 'objectSid',
}

const extensionNames = Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`)
const noExtensionAttributes: JsonObject = Object.fromEntries(extensionNames.map((name) => [name, null]))

/** base64 of the bytes of objectGUID, in AD's order: what ties an account in Entra to one in AD for good. */
export const sourceAnchor = (object: AdObject): string => guidToBytes(object.id).toString('base64')

/** The properties that AD masters, for an account as it is at the moment. */
export const mapUser = (ad: AdStore, object: AdObject, domains: readonly string[]): JsonObject => ({
  ...Object.fromEntries(
    Object.entries(copied).map(([property, attribute]) => [property, valueIn(object, attribute) ?? null]),
  ),
  accountEnabled: !isDisabled(Number(valueIn(object, 'userAccountControl') ?? 0)),
  userPrincipalName: principalName(object, domains),
  mailNickname: nickname(object),
  businessPhones: valuesIn(object, 'telephoneNumber').slice(0, 1),
  proxyAddresses: addresses(object),
  ...usageLocation(object),
  showInAddressList: shownInLists(object),
  onPremisesExtensionAttributes: extensionAttributes(object),
  onPremisesDistinguishedName: ad.dnOf(object.id),
  onPremisesDomainName: practiceDomain.dnsName,
  onPremisesImmutableId: sourceAnchor(object),
  onPremisesSyncEnabled: true,
})

/**
 * Where licences are used comes from AD only where the Exchange attribute says so; else it is the cloud's to set, and a country in AD does not
 * set it.
 */
const usageLocation = (object: AdObject): JsonObject => {
  const value = valueIn(object, 'msExchUsageLocation')
  return value === undefined ? {} : { usageLocation: value }
}

/** Entra Connect turns the attribute round, and leaves open what AD leaves open. */
const shownInLists = (object: AdObject): boolean | null => {
  const hidden = valueIn(object, 'msExchHideFromAddressLists')
  return hidden === undefined ? null : hidden !== 'TRUE'
}

const nickname = (object: AdObject): string =>
  valueIn(object, 'mailNickname') ?? valueIn(object, 'sAMAccountName') ?? object.id

/** A name that ends in no verified domain is replaced by one under the tenant's first domain. */
const principalName = (object: AdObject, domains: readonly string[]): string => {
  const name = valueIn(object, 'userPrincipalName')
  const domain = name?.slice(name.lastIndexOf('@') + 1).toLowerCase() ?? ''
  return name !== undefined && domains.includes(domain) ? name : `${nickname(object)}@${domains.at(-1)}`
}

const addresses = (object: AdObject): readonly string[] => {
  const own = valuesIn(object, 'proxyAddresses')
  const mail = valueIn(object, 'mail')
  return own.length > 0 || mail === undefined ? own : [`SMTP:${mail}`]
}

const extensionAttributes = (object: AdObject): JsonObject => {
  const set = extensionNames.filter((name) => object.values.has(name))
  if (set.length === 0) return noExtensionAttributes
  return { ...noExtensionAttributes, ...Object.fromEntries(set.map((name) => [name, valueIn(object, name) ?? null])) }
}
