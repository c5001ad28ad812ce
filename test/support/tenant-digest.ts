import { immutableIdOf } from '../../src/model/immutable-id.ts'
import { canonicalJson, type Json, type JsonObject } from '../../src/model/json.ts'
import type { AdObject } from '../../src/practice/ad/ad-object.ts'
import type { Link } from '../../src/practice/ad/store/grave.ts'
import type { Company } from '../../src/practice/company.ts'

/** What time, sign-ins and the order of writes make of an AD object, and not what was asked for. */
const OF_THE_MOMENT: ReadonlySet<string> = new Set([
  'whenCreated',
  'whenChanged',
  'uSNCreated',
  'uSNChanged',
  'lastLogon',
  'lastLogonTimestamp',
  'logonCount',
  'badPwdCount',
  'badPasswordTime',
  'objectSid',
])
/** Whether there is one matters, and whether it is 0. */
const SET_OR_NOT: ReadonlySet<string> = new Set(['pwdLastSet', 'unicodePwd', 'ntPwdHistory', 'lockoutTime'])

const TIMES: ReadonlySet<string> = new Set([
  'lastSignInDateTime',
  'lastNonInteractiveSignInDateTime',
  'createdDateTime',
  'lastPasswordChangeDateTime',
  'signInSessionsValidFromDateTime',
  'lastUpdatedDateTime',
  'startDateTime',
  'renewedDateTime',
  'deletedDateTime',
  'lastSyncDateTime',
  'onPremisesLastSyncDateTime',
  'approximateLastSignInDateTime',
  'enrolledDateTime',
  'registrationDateTime',
])

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const SID = /S-1-5-21-[\d-]+/g

type Names = ReadonlyMap<string, string>

/** What every id of the company stands for: the DN of an object, the sign-in name of a user, the name of a group. */
const namesOf = ({ ad, entra }: Company): Names => {
  const names = new Map<string, string>()
  const ofAd = (object: AdObject, name: string): void => {
    names.set(object.id, name)
    names.set(immutableIdOf(object.id), name)
    for (const sid of object.values.get('objectSid') ?? []) names.set(sid, `SID of ${name}`)
  }
  for (const object of ad.all()) ofAd(object, ad.dnOf(object.id))
  for (const { object } of ad.graves()) ofAd(object, `deleted ${ad.dnOf(object.id)}`)
  for (const { id, properties } of entra.users()) names.set(id, `user ${String(properties.userPrincipalName)}`)
  // Names of groups are not unique in Entra.
  for (const { id, properties } of entra.groups())
    names.set(id, `group ${String(properties.displayName)} ${String(properties.mailNickname)}`)
  for (const { id, properties } of entra.deletedObjects()) names.set(id, `deleted ${String(properties.displayName)}`)
  return names
}

const adRows = ({ ad }: Company): readonly Json[] => [
  ...[...ad.all()].map((object) => adRow(object, ad.linksAround(object.id))),
  ...[...ad.graves()].map(({ object, links }) => ({ grave: adRow(object, links) })),
]

const adRow = ({ id, parent, rdn, values }: AdObject, links: readonly Link[]): JsonObject => ({
  id,
  parent,
  rdn: `${rdn.type}=${rdn.value}`,
  links: links.map(([attribute, source, target]) => ({ attribute, source, target })),
  values: Object.fromEntries([...values].flatMap(([name, all]) => valueRow(name, all))),
})

const valueRow = (name: string, all: readonly string[]): readonly (readonly [string, Json])[] => {
  if (OF_THE_MOMENT.has(name)) return []
  if (SET_OR_NOT.has(name)) return [[name, all[0] === '0' ? '0' : 'set']]
  return [[name, all]]
}

const settled = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(settled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, inner]) => [
      name,
      TIMES.has(name) && inner !== null ? 'a time' : settled(inner),
    ]),
  )
}

/** A pass that was issued again has another id. What is remembered of changes is no part of what the company is. */
const entraRows = ({ entra }: Company): readonly Json[] =>
  entra.rows().flatMap(({ id, json }) => {
    if (id === 'counter' || id.startsWith('changed-')) return []
    const row = settled(json) as JsonObject
    const methods = row['methods']
    if (!Array.isArray(methods)) return [row]
    return [{ ...row, methods: methods.map((method) => ({ ...(method as JsonObject), id: 'an id' })) }]
  })

const byText = (a: Json, b: Json): number => {
  const [first, second] = [canonicalJson(a), canonicalJson(b)]
  return Number(first > second) - Number(first < second)
}

/** With names in the place of ids, and lists in one order. */
const plain = (value: Json, rename: (text: string) => string): Json => {
  if (typeof value === 'string') return rename(value)
  if (Array.isArray(value)) return value.map((item: Json) => plain(item, rename)).sort(byText)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, inner]) => [rename(name), plain(inner, rename)]),
  )
}

/**
 * The whole company, AD and Entra with everything in them, as one text: equal for equal companies, whichever ids their objects were given and
 * whenever they were made. One line for each object, so that a difference can be read.
 */
export const tenantDigest = (company: Company): string => {
  const names = namesOf(company)
  const rename = (text: string): string =>
    names.get(text) ??
    text.replaceAll(GUID, (id) => names.get(id.toLowerCase()) ?? id).replaceAll(SID, (sid) => names.get(sid) ?? sid)
  return [...adRows(company), ...entraRows(company)]
    .map((row) => canonicalJson(plain(row, rename)))
    .sort()
    .join('\n')
}
