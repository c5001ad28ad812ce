import type { AdoptionClass, AdoptionMatch, AdoptionReport, LeftAccount, LeftPerson } from '../model/adoption.ts'
import type { Person } from '../model/person.ts'
import type { AccountFacts } from './account-facts.ts'
import { type Compared, classify, openSystems } from './classify.ts'
import { type Comparison, compare } from './compare.ts'
import { isSameName } from './name-relation.ts'
import { type PersonFacts, personFacts } from './person-facts.ts'
import { type Population, populationOf, withoutZeros } from './population.ts'

/** Accounts that are shown for one person. */
const MOST_SHOWN = 3

const classes: readonly AdoptionClass[] = ['certain', 'likely', 'unclear']

/**
 * Proposes whose the accounts without a key are. Reads nothing and decides nothing: the people come from a feed, the accounts from all of the
 * directories. The order is one, whatever that of the accounts was.
 */
export const proposeMatches = (people: readonly Person[], accounts: readonly AccountFacts[]): AdoptionReport => {
  const everybody = populationOf(people.map(personFacts), accounts)
  const compared = compareAll(everybody)
  const { keyed } = compared
  const matches = withRivals(allMatches(everybody.people, compared))
  const shown = new Set(matches.map(({ account }) => account.id))
  const matched = new Set(matches.map(({ person }) => person.employeeId))
  const unkeyed = accounts.filter(({ key }) => key === null)
  return {
    format: 'joinery.adoption/1',
    people: people.length,
    accounts: accounts.length,
    adopted: everybody.people.filter(({ key }) => keyed.has(key)).length,
    matches: inOrder(matches),
    withoutAccount: everybody.people
      .filter(({ key, shown: { employeeId } }) => !keyed.has(key) && !matched.has(employeeId))
      .map((person) => withoutAccount(person, compared)),
    unclaimed: left(unkeyed.filter(({ shown: { id }, ofNobody }) => !shown.has(id) && ofNobody === null)),
    ofNobody: left(unkeyed.filter(({ shown: { id }, ofNobody }) => !shown.has(id) && ofNobody !== null)),
    contested: contestedIn(matches),
  }
}

const compareAll = (all: Population): Compared => {
  const ofPerson = new Map<PersonFacts, Comparison[]>()
  const ofAccount = new Map<AccountFacts, Comparison[]>()
  for (const person of all.people) {
    const own = [...all.candidates(person)].map((account) => compare(person, account, all))
    ofPerson.set(person, own)
    for (const one of own) {
      const known = ofAccount.get(one.account)
      if (known) known.push(one)
      else ofAccount.set(one.account, [one])
    }
  }
  return { ofPerson, ofAccount, keyed: byKey(all.accounts) }
}

const byKey = (accounts: readonly AccountFacts[]): ReadonlyMap<string, readonly AccountFacts[]> => {
  const keyed = new Map<string, AccountFacts[]>()
  for (const account of accounts) {
    const key = account.key?.toLowerCase()
    if (key !== undefined) keyed.set(key, [...(keyed.get(key) ?? []), account])
  }
  return keyed
}

interface Classed extends Comparison {
  readonly class: AdoptionClass
}

/** What is certain for one person is nothing to guess about for another. */
const allMatches = (people: readonly PersonFacts[], compared: Compared): readonly AdoptionMatch[] => {
  const classed = people.map((person) => classedOf(person, compared))
  const certain = new Set(classed.flat().flatMap((one) => (one.class === 'certain' ? [one.account] : [])))
  return classed.flatMap((own) =>
    worthShowing(own.filter((one) => one.class !== 'unclear' || !certain.has(one.account))).map(asMatch),
  )
}

const classedOf = (person: PersonFacts, compared: Compared): readonly Classed[] => {
  const { keyed } = compared
  const open = openSystems(person, keyed)
  if (open.size === 0) return []
  const isHalfAdopted = keyed.has(person.key)
  return (compared.ofPerson.get(person) ?? []).flatMap((one): readonly Classed[] => {
    const { account } = one
    if (account.key !== null || !open.has(account.shown.system) || (account.paired && isHalfAdopted)) return []
    const found = classify(one, compared)
    return found === null || (isHalfAdopted && found === 'unclear') ? [] : [{ ...one, class: found }]
  })
}

const asMatch = ({ person, account, class: found, evidence, against }: Classed): AdoptionMatch => ({
  person: person.shown,
  account: account.shown,
  class: found,
  evidence,
  against,
})

/** Where one is certain or likely, what is unclear beside it helps nobody. */
const worthShowing = (classed: readonly Classed[]): readonly Classed[] => {
  const sorted = classed.toSorted((a, b) => b.score - a.score || compareText(a.account.shown.id, b.account.shown.id))
  const sure = sorted.filter((one) => one.class !== 'unclear')
  return sure.length > 0 ? sure : sorted.slice(0, MOST_SHOWN)
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** The class of a person's best match orders the people; within it their names do. */
const inOrder = (matches: readonly AdoptionMatch[]): readonly AdoptionMatch[] => {
  const best = new Map<string, number>()
  for (const { person, class: found } of matches) {
    const rank = classes.indexOf(found)
    best.set(person.employeeId, Math.min(rank, best.get(person.employeeId) ?? rank))
  }
  const rankOf = ({ person }: AdoptionMatch): number => best.get(person.employeeId) ?? classes.length
  return matches.toSorted(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      compareText(a.person.name, b.person.name) ||
      compareText(a.person.employeeId, b.person.employeeId),
  )
}

const withoutAccount = (person: PersonFacts, { ofPerson, keyed }: Compared): LeftPerson => {
  const similar = [...keyed].find(([key]) => withoutZeros(key) === withoutZeros(person.key))
  const [account] = similar?.[1] ?? []
  if (account)
    return {
      person: person.shown,
      because: `${account.shown.signIn} has the key ${account.key}, the same but for leading zeros`,
    }
  const namesake = (ofPerson.get(person) ?? []).find(
    ({ relation, account: { key } }) => key !== null && isSameName(relation),
  )
  if (namesake) {
    const { shown, key } = namesake.account
    return { person: person.shown, because: `${shown.signIn} has the same name, and the key of somebody else (${key})` }
  }
  return { person: person.shown, because: 'no account is like it' }
}

const left = (accounts: readonly AccountFacts[]): readonly LeftAccount[] =>
  accounts
    .map(({ shown, ofNobody }) => ({ account: shown, because: ofNobody ?? 'nobody of the feed is like it' }))
    .sort((a, b) => compareText(a.account.signIn, b.account.signIn) || compareText(a.account.id, b.account.id))

/** Whoever decides about one row sees in it for whom else the account is proposed. */
const withRivals = (matches: readonly AdoptionMatch[]): readonly AdoptionMatch[] => {
  const byAccount = groupedBy(matches, ({ account }) => account.id)
  const contested = new Map(byAccount.filter((own) => own.length > 1).map((own) => [own[0]?.account.id ?? '', own]))
  return matches.map((match) => {
    const others = (contested.get(match.account.id) ?? []).filter((other) => other !== match)
    if (others.length === 0) return match
    return { ...match, against: [...match.against, `may be that of ${others.map(nameOf).join(' or ')}`] }
  })
}

const nameOf = ({ person: { name, employeeId } }: AdoptionMatch): string => `${name} (${employeeId})`

const contestedIn = (matches: readonly AdoptionMatch[]): readonly string[] => {
  const accounts = groupedBy(matches, ({ account }) => account.id)
  const people = groupedBy(matches, ({ person, account }) => `${person.employeeId} ${account.system}`)
  return [
    ...accounts
      .filter((own) => own.length > 1)
      .map((own) => `${own[0]?.account.signIn} fits ${own.map(nameOf).join(' and ')}`),
    ...people
      .filter((own) => own.length > 1)
      .map((own) => `${own[0] ? nameOf(own[0]) : ''} fits ${own.map(({ account }) => account.signIn).join(' and ')}`),
  ].sort()
}

const groupedBy = <T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] => {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups.values()]
}
