import { type AdEntry, firstValue, isEnabled, valuesOf } from '../model/ad-entry.ts'
import { accounts, allOf, equals } from '../model/ad-query.ts'
import { fromFileTime, fromGeneralizedTime } from '../model/ad-time.ts'
import { rdnValue } from '../model/distinguished-name.ts'
import type { AdAccountPage, HeldGroup } from '../model/person-page.ts'
import type { AdReader } from '../ports/ad.ts'
import type { GrantReasons } from './lookup-deps.ts'

/** What an account's page is made of. */
export const accountPageAttributes = (keyAttribute: string): readonly string[] =>
  [
    ...new Set([
      'accountExpires',
      'department',
      'description',
      'displayName',
      'lastLogonTimestamp',
      'lockoutTime',
      'mail',
      'manager',
      'memberOf',
      'pwdLastSet',
      'sAMAccountName',
      'title',
      'userAccountControl',
      'userPrincipalName',
      'whenCreated',
      keyAttribute,
    ]),
  ].sort()

/** The half of a person's page that Active Directory knows. */
export const adAccountPage = async (
  ad: AdReader,
  entry: AdEntry,
  reasons: GrantReasons | undefined,
): Promise<AdAccountPage> => {
  const value = (name: string): string | null => firstValue(entry, name) ?? null
  const reports = await ad.search({
    scope: 'sub',
    filter: allOf([accounts, equals('manager', entry.dn)]),
    attributes: ['cn'],
  })
  return {
    id: entry.id,
    dn: entry.dn,
    sAMAccountName: value('sAMAccountName') ?? '',
    userPrincipalName: value('userPrincipalName'),
    mail: value('mail'),
    enabled: isEnabled(entry),
    lockedOut: fromFileTime(firstValue(entry, 'lockoutTime')) !== null,
    mustChangePassword: value('pwdLastSet') === '0',
    passwordSet: fromFileTime(firstValue(entry, 'pwdLastSet')),
    expires: fromFileTime(firstValue(entry, 'accountExpires')),
    lastSignIn: fromFileTime(firstValue(entry, 'lastLogonTimestamp')),
    created: fromGeneralizedTime(firstValue(entry, 'whenCreated')),
    description: value('description'),
    groups: await groupsOf(ad, entry, reasons),
    reports: reports.length,
  }
}

/** Direct groups first, then those that they are in, each with the one that leads there. A circle of groups ends where it began. */
const groupsOf = async (
  ad: AdReader,
  entry: AdEntry,
  reasons: GrantReasons | undefined,
): Promise<readonly HeldGroup[]> => {
  const held = new Map<string, HeldGroup>()
  let level = valuesOf(entry, 'memberOf').map((dn) => ({ dn, through: null as string | null }))
  while (level.length > 0) {
    const read = await Promise.all(
      level.map(async ({ dn, through }) => ({
        through,
        group: await ad.byDn(dn, ['cn', 'memberOf', 'sAMAccountName']),
      })),
    )
    const next: typeof level = []
    for (const { group, through } of read) {
      if (!group || held.has(group.id)) continue
      const name = firstValue(group, 'sAMAccountName') ?? rdnValue(group.dn)
      const because = through === null ? whyDirect(reasons, [name, rdnValue(group.dn), group.dn]) : `through ${through}`
      held.set(group.id, { id: group.id, name, because })
      next.push(...valuesOf(group, 'memberOf').map((dn) => ({ dn, through: name })))
    }
    level = next
  }
  return [...held.values()]
}

const whyDirect = (reasons: GrantReasons | undefined, names: readonly string[]): string =>
  reasons?.reasonFor('groups', names) ?? 'by hand'
