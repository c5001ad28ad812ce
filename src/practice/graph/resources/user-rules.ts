import type { Json, JsonObject } from '../../../model/json.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import { textsOf } from '../../entra/stored-objects.ts'
import { conflict, GraphFault } from '../graph-fault.ts'
import { isCountry } from './countries.ts'

/** https://learn.microsoft.com/graph/api/user-post-users: letters without accents, digits and a few signs. */
const LOCAL_PART = /^[A-Za-z0-9'._!#^~-]+$/
const LONGEST_LOCAL_PART = 64
const SHORTEST_PASSWORD = 8
const LONGEST_PASSWORD = 256
const NEEDED_CATEGORIES = 3
const categories: readonly RegExp[] = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/]

/** Checks what a write says about a user against the rules for the values themselves. */
export const checkUserValues = (store: EntraStore, properties: JsonObject): void => {
  const { userPrincipalName, usageLocation, passwordProfile, businessPhones, mailNickname } = properties
  if (typeof userPrincipalName === 'string') checkPrincipalName(store, userPrincipalName)
  if (typeof usageLocation === 'string' && !isCountry(usageLocation)) throw new GraphFault('user-location')
  if (Array.isArray(businessPhones) && businessPhones.length > 1) {
    throw new GraphFault('invalid-value', { property: 'businessPhones', resource: 'User' })
  }
  if (typeof mailNickname === 'string' && !isNickname(mailNickname)) {
    throw new GraphFault('invalid-value', { property: 'mailNickname', resource: 'User' })
  }
  if (passwordProfile !== undefined) checkPassword(passwordProfile)
}

const checkPrincipalName = (store: EntraStore, name: string): void => {
  const at = name.lastIndexOf('@')
  const local = name.slice(0, at)
  if (at < 1) throw new GraphFault('user-upn')
  if (!store.tenant.domains.includes(name.slice(at + 1).toLowerCase())) throw new GraphFault('user-domain')
  const dotAtEnd = local.startsWith('.') || local.endsWith('.')
  if (!LOCAL_PART.test(local) || dotAtEnd || local.length > LONGEST_LOCAL_PART) throw new GraphFault('user-upn')
}

/** Signs that an alias may not have. https://learn.microsoft.com/graph/api/group-post-groups */
const FORBIDDEN_IN_NICKNAME = /[@()\\[\]";:<>,\s]/

/** Printable ASCII without the signs that an address cannot hold. */
export const isNickname = (text: string): boolean =>
  /^[\x21-\x7e]{1,64}$/.test(text) && !FORBIDDEN_IN_NICKNAME.test(text)

const checkPassword = (profile: Json): void => {
  const password = passwordOf(profile)
  if (password === undefined) return
  const met = categories.filter((category) => category.test(password)).length
  if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD || met < NEEDED_CATEGORIES)
    throw new GraphFault('user-pwd-weak')
}

export const passwordOf = (profile: Json | undefined): string | undefined => {
  if (profile === null || typeof profile !== 'object' || Array.isArray(profile)) return undefined
  const { password } = profile as JsonObject
  return typeof password === 'string' ? password : undefined
}

/** Refuses values that another live object has. `self` is the id of the user that is changed, or null for a new one. */
export const checkUserUnique = (store: EntraStore, properties: JsonObject, self: string | null): void => {
  const taken = (property: 'userPrincipalName' | 'onPremisesImmutableId', value: Json | undefined): boolean =>
    typeof value === 'string' && store.find(property, value).some(({ id }) => id !== self)
  const { userPrincipalName, onPremisesImmutableId, mail } = properties
  if (taken('userPrincipalName', userPrincipalName)) throw conflict('user-dup-upn', 'userPrincipalName')
  if (taken('onPremisesImmutableId', onPremisesImmutableId)) throw conflict('user-dup-anchor', 'onPremisesImmutableId')
  for (const address of [userPrincipalName, mail]) {
    if (typeof address === 'string' && isAddressTaken(store, address, self))
      throw conflict('user-dup-proxy', 'proxyAddresses')
  }
}

/** Whether another live object receives mail at this address. */
export const isAddressTaken = (store: EntraStore, address: string, self: string | null): boolean =>
  store.find('proxyAddresses', `smtp:${address}`).some(({ id }) => id !== self)

/** The addresses of an object once `mail` is its primary one: `SMTP:` marks it, the former one stays as `smtp:`. */
export const withPrimaryAddress = (object: { readonly properties: JsonObject }, mail: string): readonly string[] => {
  const others = textsOf(object, 'proxyAddresses')
    .filter((address) => address.toLowerCase() !== `smtp:${mail.toLowerCase()}`)
    .map((address) => address.replace(/^SMTP:/, 'smtp:'))
  return [`SMTP:${mail}`, ...others]
}
