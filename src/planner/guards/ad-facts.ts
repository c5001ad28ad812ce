import { type AdEntry, firstValue, valuesOf } from '../../model/ad-entry.ts'
import { equals } from '../../model/ad-query.ts'
import { rdn, rdnValue } from '../../model/distinguished-name.ts'
import type { AdReader } from '../../ports/ad.ts'
import { privilegeAttributes, privilegedPath } from '../../steps/ad/privileged-group.ts'
import type { AccountFacts, ObjectFacts } from './guard-facts.ts'

/** Administrator, Guest and krbtgt of every domain. */
const BUILT_IN_RIDS: ReadonlySet<string> = new Set(['500', '501', '502'])
const ACCOUNT_ATTRIBUTES = [
  ...privilegeAttributes,
  'displayName',
  'objectClass',
  'primaryGroupID',
  'userPrincipalName',
] as const

/** What is asked of AD about objects that a plan writes to. */
export interface AdFactReader {
  readonly ad: AdReader
  /** Attribute that holds the employeeId. */
  readonly key: string
  /** Whom the tool signs in as: UPN, `DOMAIN\name` or DN; null where that is not known. */
  readonly self: string | null
}

const ridOf = (sid: string): string => sid.slice(sid.lastIndexOf('-') + 1)

const lastOf = (path: readonly string[]): string => path.join(', which is in ')

/** Reads a group with what tells whether it is privileged. */
const readGroup = (ad: AdReader, dn: string): Promise<AdEntry | null> => ad.byDn(dn, privilegeAttributes)

/**
 * Where a group of the same forest cannot have an account itself as a member, it has a stand-in named after its SID.
 * https://learn.microsoft.com/windows/win32/adschema/c-foreignsecurityprincipal
 */
const standInGroups = async (ad: AdReader, sid: string): Promise<readonly string[]> => {
  const { dnsName } = await ad.domain()
  const root = dnsName
    .split('.')
    .map((part) => rdn('DC', part))
    .join(',')
  const standIn = await ad.byDn(`${rdn('CN', sid)},CN=ForeignSecurityPrincipals,${root}`, ['memberOf'])
  return standIn ? valuesOf(standIn, 'memberOf') : []
}

/** The group that an account is in by a number and not by a link. */
const primaryGroup = async (ad: AdReader, entry: AdEntry, sid: string): Promise<AdEntry | null> => {
  const rid = firstValue(entry, 'primaryGroupID')
  if (rid === undefined || sid === '') return null
  const domain = sid.slice(0, sid.lastIndexOf('-'))
  const filter = equals('objectSid', `${domain}-${rid}`)
  const [group] = await ad.search({ scope: 'sub', filter, attributes: privilegeAttributes })
  return group ?? null
}

/** Privileged groups that the object is in, each as the way that leads to it. */
const privilegedGroups = async (ad: AdReader, entry: AdEntry): Promise<readonly string[]> => {
  const sid = firstValue(entry, 'objectSid') ?? ''
  const dns = [...valuesOf(entry, 'memberOf'), ...(sid === '' ? [] : await standInGroups(ad, sid))].sort()
  const groups = await Promise.all([...dns.map((dn) => readGroup(ad, dn)), primaryGroup(ad, entry, sid)])
  const paths = await Promise.all(groups.map((group) => group && privilegedPath(ad, group)))
  return paths.flatMap((path) => (path ? [`is in ${lastOf(path)}`] : []))
}

const builtIn = (entry: AdEntry): readonly string[] => {
  const sid = firstValue(entry, 'objectSid') ?? ''
  const known = sid.startsWith('S-1-5-21-') && BUILT_IN_RIDS.has(ridOf(sid))
  return known ? [`is a built-in account (RID ${ridOf(sid)})`] : []
}

const marked = (entry: AdEntry): readonly string[] =>
  firstValue(entry, 'adminCount') === '1' ? ['is marked as privileged by Active Directory (adminCount)'] : []

/** Whether the tool signs in as this account. `DOMAIN\name` and the UPN that every account has without one count too. */
const isSelf = (entry: AdEntry, self: string | null, dnsName: string): boolean => {
  if (self === null) return false
  const name = firstValue(entry, 'sAMAccountName') ?? ''
  const asDomainUser = self.slice(self.lastIndexOf('\\') + 1)
  const own = [firstValue(entry, 'userPrincipalName'), `${name}@${dnsName}`, entry.dn].map((each) =>
    each?.toLowerCase(),
  )
  if (own.includes(self.toLowerCase())) return true
  return !/[@=]/.test(self) && asDomainUser.toLowerCase() === name.toLowerCase()
}

const nameOf = (entry: AdEntry): string =>
  firstValue(entry, 'displayName') ?? firstValue(entry, 'sAMAccountName') ?? rdnValue(entry.dn)

const spellingsOf = (entry: AdEntry, more: readonly string[]): readonly string[] => [
  entry.id,
  entry.dn,
  rdnValue(entry.dn),
  ...more.flatMap((attribute) => valuesOf(entry, attribute)),
]

/** Facts about an account, or null where there is none with this id any more. */
export const adAccountFacts = async ({ ad, key, self }: AdFactReader, id: string): Promise<AccountFacts | null> => {
  const entry = await ad.byId(id, [...new Set([...ACCOUNT_ATTRIBUTES, key])])
  if (!entry) return null
  const { dnsName } = await ad.domain()
  const own = isSelf(entry, self, dnsName) ? ['is the account that Joinery signs in with'] : []
  return {
    id,
    name: nameOf(entry),
    dn: entry.dn,
    spellings: spellingsOf(entry, [key, 'sAMAccountName', 'userPrincipalName']),
    because: [...own, ...builtIn(entry), ...(await privilegedGroups(ad, entry)), ...marked(entry)],
    roles: [],
    groups: valuesOf(entry, 'memberOf'),
    indispensable: own[0] ?? null,
  }
}

/** Facts about a group, or null where there is none with this id any more. */
export const adGroupFacts = async ({ ad }: AdFactReader, id: string): Promise<ObjectFacts | null> => {
  const entry = await ad.byId(id, [...privilegeAttributes, 'cn'])
  if (!entry) return null
  const path = await privilegedPath(ad, entry)
  const because = path && (path.length === 1 ? 'gives control over the directory' : `is in ${lastOf(path.slice(1))}`)
  return {
    id,
    name: firstValue(entry, 'sAMAccountName') ?? rdnValue(entry.dn),
    dn: entry.dn,
    spellings: spellingsOf(entry, ['sAMAccountName', 'cn']),
    because: because ? [because] : [],
  }
}
