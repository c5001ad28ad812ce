import { escapeRdnValue } from '../../../model/distinguished-name.ts'
import { type AdObject, hasClass, valueIn, valuesIn } from '../ad-object.ts'
import type { AdStore } from '../ad-store.ts'
import { fromFileTime } from '../ad-time.ts'
import { schemaTarget } from '../dn-target.ts'
import { isLocked } from '../operations/sign-in.ts'
import { practiceDomain } from '../practice-domain.ts'
import { uac } from '../rules/account-control.ts'
import { domainPolicy } from '../rules/domain-policy.ts'
import { allowedAttributes } from '../schema/ad-schema.ts'
import { ridOf } from '../sid.ts'

/** An attribute that is not kept but worked out when somebody reads it. DN values are ids. */
type Compute = (store: AdStore, object: AdObject) => readonly string[]

const some = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value])

const canonicalName: Compute = (store, object) => {
  const path: string[] = []
  for (let at: AdObject | undefined = object; at && at.parent !== null; at = store.get(at.parent))
    path.unshift(escapeRdnValue(at.rdn.value).replaceAll('/', '\\/'))
  return [[practiceDomain.dnsName, ...path].join('/')]
}

/** Every group around an object, nested ones and the primary group included. */
const groupsAround = (store: AdStore, object: AdObject): ReadonlySet<string> => {
  const primary = store.bySid(`${store.domainSid}-${valueIn(object, 'primaryGroupID')}`)
  const found = new Set<string>()
  const open = [...store.sources('member', object.id), ...(primary ? [primary.id] : [])]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...store.sources('member', id))
  }
  return found
}

const tokenGroups: Compute = (store, object) =>
  [...groupsAround(store, object)].flatMap((id) => some(valueIn(store.get(id) ?? object, 'objectSid')))

const membersWithin = (store: AdStore, object: AdObject): readonly string[] => {
  const found = new Set<string>()
  const open = [...store.targets('member', object.id)]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...store.targets('member', id))
  }
  return [...found]
}

const passwordExpired = (store: AdStore, object: AdObject, bits: number): boolean => {
  if (bits & (uac.passwordNeverExpires | uac.smartcardRequired | uac.workstationTrust | uac.serverTrust)) return false
  const setAt = valueIn(object, 'pwdLastSet') ?? '0'
  return setAt === '0' || store.clock.now() - fromFileTime(setAt) > domainPolicy(store).maxAgeMs
}

/** https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/b80798ae-1f8c-4d30-9d80-a1f3281e96e2 */
const accountControlComputed: Compute = (store, object) => {
  const bits = valueIn(object, 'userAccountControl')
  if (bits === undefined) return []
  const locked = isLocked(store, object) ? uac.lockout : 0
  return [String(locked | (passwordExpired(store, object, Number(bits)) ? uac.passwordExpired : 0))]
}

const principalName: Compute = (_store, object) =>
  some(valueIn(object, 'sAMAccountName')).map((name) => `${practiceDomain.netbiosName}\\${name}`)

const rid: Compute = (_store, object) =>
  hasClass(object, 'group') ? some(valueIn(object, 'objectSid')).map((sid) => String(ridOf(sid))) : []

const computed: { readonly [attribute: string]: Compute } = {
  distinguishedName: (_store, object) => [object.id],
  objectGUID: (_store, object) => [object.id],
  parentGUID: (_store, object) => some(object.parent ?? undefined),
  canonicalName,
  createTimeStamp: (_store, object) => valuesIn(object, 'whenCreated'),
  modifyTimeStamp: (_store, object) => valuesIn(object, 'whenChanged'),
  structuralObjectClass: (_store, object) => valuesIn(object, 'objectClass'),
  subSchemaSubEntry: () => [schemaTarget('Aggregate')],
  allowedAttributes: (_store, object) => [...allowedAttributes(valuesIn(object, 'objectClass'))],
  'msDS-parentdistname': (_store, object) => some(object.parent ?? undefined),
  'msDS-Approx-Immed-Subordinates': (store, object) => [String([...store.childrenOf(object.id)].length)],
  'msDS-User-Account-Control-Computed': accountControlComputed,
  'msDS-PrincipalName': principalName,
  'msds-memberOfTransitive': (store, object) => [...groupsAround(store, object)],
  'msds-memberTransitive': membersWithin,
  primaryGroupToken: rid,
  tokenGroups,
}

/** Shown without being asked for by name. */
const SHOWN_WITH_ALL: ReadonlySet<string> = new Set(['distinguishedName', 'objectGUID'])

export const computedAttribute = (name: string): Compute | undefined => computed[name]
export const isShownWithAll = (name: string): boolean => SHOWN_WITH_ALL.has(name)
