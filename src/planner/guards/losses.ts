import type { Exchange } from '../../changes/change-kind.ts'
import { foldDn } from '../../model/fold-text.ts'
import { idIn } from '../../model/object-ref.ts'
import type { Loss, PlannedChange } from '../../model/plan.ts'
import { meantBy } from './guard.ts'
import type { GuardFacts } from './guard-facts.ts'

/**
 * What each person loses by a plan as a whole, by employeeId; who loses nothing is absent. A licence in whose place comes another is not lost,
 * and neither are some groups of several: that is what happens to somebody who changes departments.
 */
export const lossesOf = (
  changes: readonly PlannedChange[],
  facts: GuardFacts,
): ReadonlyMap<string, readonly Loss[]> => {
  const byPerson = Map.groupBy(changes, ({ person }) => person)
  const losses = [...byPerson].map(([person, own]) => [person, lossesOfOne(own, facts)] as const)
  return new Map(losses.filter(([, all]) => all.length > 0))
}

const lossesOfOne = (changes: readonly PlannedChange[], facts: GuardFacts): readonly Loss[] => {
  const losses = new Set<Loss>()
  const exchanges: Exchange[] = []
  for (const planned of changes) {
    const { kind, change } = meantBy(planned)
    const { hazards } = planned
    if (hazards.includes('locks-out')) losses.add('sign-in')
    if (hazards.includes('deletes-data')) losses.add('data')
    if (kind.exchanges) exchanges.push(kind.exchanges(change))
    else if (hazards.includes('revokes-access')) losses.add('access')
  }
  if (losesRole(exchanges)) losses.add('access')
  if (losesLicence(exchanges)) losses.add('licence')
  if (losesAllGroups(exchanges, facts)) losses.add('groups')
  return [...losses].sort()
}

/** Roles of which others take the place are not lost. */
const losesRole = (exchanges: readonly Exchange[]): boolean => {
  const roles = exchanges.filter(({ set }) => set === 'roles')
  return roles.some(({ loses }) => loses.length > 0) && roles.every(({ gains }) => gains.length === 0)
}

const losesLicence = (exchanges: readonly Exchange[]): boolean => {
  const licences = exchanges.filter(({ set }) => set === 'licences')
  return licences.some(({ loses }) => loses.length > 0) && licences.every(({ gains }) => gains.length === 0)
}

/** By account, for the two directories of a person have groups of their own. */
const losesAllGroups = (exchanges: readonly Exchange[], facts: GuardFacts): boolean => {
  const groups = exchanges.filter(({ set }) => set === 'groups')
  const byAccount = Map.groupBy(groups, ({ account }) => idIn(account) ?? '')
  return [...byAccount].some(([account, own]) => {
    const lost = own.flatMap(({ loses }) => loses.flatMap((ref) => idIn(ref) ?? []))
    if (lost.length === 0 || own.some(({ gains }) => gains.length > 0)) return false
    const gone = new Set(lost.flatMap((id) => [id, foldDn(facts.groups.get(id)?.dn ?? id)]))
    const had = facts.accounts.get(account)?.groups ?? []
    return had.every((group) => gone.has(group) || gone.has(foldDn(group)))
  })
}
