import { type AdEntry, firstValue, isEnabled } from '../model/ad-entry.ts'
import { accounts, allOf } from '../model/ad-query.ts'
import { fromFileTime, fromGeneralizedTime } from '../model/ad-time.ts'
import { dayOf } from '../model/calendar-day.ts'
import { isBelow, joinDn, sameDn } from '../model/distinguished-name.ts'
import { immutableIdOf } from '../model/immutable-id.ts'
import type { FindRule } from '../model/people-rule.ts'
import type { UserSignIns } from '../ports/entra-lookup.ts'
import { exceptedMembers } from './excepted-members.ts'
import type { LookupDeps } from './lookup-deps.ts'

const DAY_MS = 86_400_000
/**
 * AD writes lastLogonTimestamp anew only where it is 9 to 14 days old, so it may name a sign-in that was so long before the last one.
 * https://learn.microsoft.com/windows/win32/adschema/a-lastlogontimestamp
 */
const AD_LAG_DAYS = 14

/** The stamp that the playbook `offboard` leaves in the description. */
const STAMP = /^Left on (\d{4}-\d{2}-\d{2})/

/** Somebody whom a rule finds, and why. */
export interface PersonByRule {
  readonly employeeId: string
  readonly because: string
}

/** What finding by a rule asks beside the directories. */
export interface RuleDeps extends LookupDeps {
  /** When people left by the record of runs, `YYYY-MM-DD` by employeeId; asked where no directory keeps the stamp. */
  readonly leavers: () => Promise<ReadonlyMap<string, string>>
}

/**
 * People whose accounts fit a rule, in the order of their employeeIds. Accounts without one are nobody's and are left alone. Throws what keeps a
 * directory from answering: nobody is taken for inactive because something could not be read.
 */
export const peopleByRule = async (deps: RuleDeps, rule: FindRule): Promise<readonly PersonByRule[]> => {
  const found = rule.inactiveDays === undefined ? await whoLeft(deps, rule) : await whoIsInactive(deps, rule)
  const people = new Map(found.map((person) => [person.employeeId.toLowerCase(), person]))
  return [...people.values()].sort((a, b) => (a.employeeId < b.employeeId ? -1 : 1))
}

const attributes = ['description', 'lastLogonTimestamp', 'memberOf', 'userAccountControl', 'whenCreated']

/** Accounts with a key, below the OU of the rule. */
const keyedEntries = async ({ read: { ad }, key }: RuleDeps, { ou }: FindRule): Promise<readonly AdEntry[]> => {
  if (!ad) return []
  const { base } = await ad.domain()
  const filter = allOf([accounts, { op: 'present', attribute: key.ad }])
  const below = ou === undefined ? {} : { base: sameDn(ou, base) || isBelow(ou, base) ? ou : joinDn(ou, base) }
  return ad.search({ ...below, scope: 'sub', filter, attributes: [...attributes, key.ad] })
}

const without = async (
  deps: RuleDeps,
  { exceptGroups }: FindRule,
  entries: readonly AdEntry[],
): Promise<readonly AdEntry[]> => {
  const excepted = await exceptedMembers(deps, exceptGroups)
  const kept = await Promise.all(entries.map(async (entry) => ({ entry, out: await excepted.hasEntry(entry) })))
  return kept.filter(({ out }) => !out).map(({ entry }) => entry)
}

/** In hybrid mode an account is in use while one of its two sides is. */
const whoIsInactive = async (deps: RuleDeps, rule: FindRule): Promise<readonly PersonByRule[]> => {
  const { read, lookup } = deps
  const days = rule.inactiveDays ?? 0
  const now = read.clock.now()
  const users = read.entra && lookup ? await lookup.signIns() : []
  const anchored = new Map(users.flatMap((user) => (user.anchor === null ? [] : [[user.anchor, user] as const])))
  const stale = (await keyedEntries(deps, rule)).filter((entry) => {
    const user = anchored.get(immutableIdOf(entry.id))
    return isEnabled(entry) && staleFor(usesOf(entry), now, days + AD_LAG_DAYS) && (!user || staleFor(user, now, days))
  })
  const inAd = (await without(deps, rule, stale)).map((entry) => ({
    employeeId: firstValue(entry, deps.key.ad) ?? '',
    because: inWords(usesOf(entry)),
  }))
  // An OU is one of Active Directory.
  if (rule.ou !== undefined) return inAd
  const excepted = await exceptedMembers(deps, rule.exceptGroups)
  const inCloudAlone = ({ anchor }: UserSignIns): boolean => !read.ad || anchor === null
  const alone = users.filter((user) => inCloudAlone(user) && user.enabled && staleFor(user, now, days))
  const inCloud = alone.flatMap((user) =>
    user.employeeId === null || excepted.hasUser(user.id)
      ? []
      : [{ employeeId: user.employeeId, because: inWords(user) }],
  )
  return [...inAd, ...inCloud]
}

type Uses = Pick<UserSignIns, 'lastSignIn' | 'created'>

const usesOf = (entry: AdEntry): Uses => ({
  lastSignIn: fromFileTime(firstValue(entry, 'lastLogonTimestamp')),
  created: fromGeneralizedTime(firstValue(entry, 'whenCreated')),
})

/** An account that was never used counts from its making, so that new ones are left alone. Where neither is known, nobody can say. */
const staleFor = ({ lastSignIn, created }: Uses, now: number, days: number): boolean => {
  const last = lastSignIn ?? created
  return last !== null && now - Date.parse(last) >= days * DAY_MS
}

const inWords = ({ lastSignIn, created }: Uses): string =>
  lastSignIn === null
    ? `never signed in, made on ${created?.slice(0, 10) ?? 'an unknown day'}`
    : `last signed in on ${lastSignIn.slice(0, 10)}`

/** By the stamp in Active Directory. Entra keeps none, so without Active Directory by the record of runs. */
const whoLeft = async (deps: RuleDeps, rule: FindRule): Promise<readonly PersonByRule[]> => {
  const { read, key } = deps
  const latest = dayOf(read.clock.now() - (rule.leftDays ?? 0) * DAY_MS)
  if (!read.ad) return whoLeftTheCloud(deps, rule, latest)
  const leftOn = (entry: AdEntry): string | undefined => STAMP.exec(firstValue(entry, 'description') ?? '')?.[1]
  const gone = (await keyedEntries(deps, rule)).filter((entry) => {
    const on = leftOn(entry)
    return !isEnabled(entry) && on !== undefined && on <= latest
  })
  return (await without(deps, rule, gone)).map((entry) => ({
    employeeId: firstValue(entry, key.ad) ?? '',
    because: `left on ${leftOn(entry)}`,
  }))
}

const whoLeftTheCloud = async (deps: RuleDeps, rule: FindRule, latest: string): Promise<readonly PersonByRule[]> => {
  const excepted = await exceptedMembers(deps, rule.exceptGroups)
  const people: PersonByRule[] = []
  for (const [employeeId, on] of await deps.leavers()) {
    const [user] = on <= latest ? ((await deps.read.entra?.usersBy('employeeId', employeeId)) ?? []) : []
    if (user?.properties['accountEnabled'] !== false || excepted.hasUser(user.id)) continue
    people.push({ employeeId, because: `left on ${on}, by the record of runs` })
  }
  return people
}
