import { type AccountFacts, localPart } from './account-facts.ts'
import type { NameFacts } from './name-facts.ts'
import { plainText } from './name-forms.ts'
import type { PersonFacts } from './person-facts.ts'
import { shortNameGroups } from './short-names.ts'

type Index<T> = ReadonlyMap<string, readonly T[]>

/** Everybody at once: a piece of evidence counts for as much as it tells one from all the others. */
export interface Population {
  readonly people: readonly PersonFacts[]
  readonly accounts: readonly AccountFacts[]
  readonly peopleByKey: ReadonlyMap<string, PersonFacts>
  /** People by an address or user name that the feed has for them. */
  readonly peopleByAddress: Index<PersonFacts>
  readonly peopleByPhone: Index<PersonFacts>
  readonly accountsByPhone: Index<AccountFacts>
  /** Domains of the addresses of accounts: mail there is the organisation's own. */
  readonly domains: ReadonlySet<string>
  /** Accounts that have anything in common with the person. */
  candidates(person: PersonFacts): ReadonlySet<AccountFacts>
}

export const populationOf = (people: readonly PersonFacts[], accounts: readonly AccountFacts[]): Population => {
  const byAddress = indexOf(accounts, ({ addresses, userNames }) => [...addresses, ...userNames])
  const byNumber = indexOf(accounts, ({ numbers, keyOfOtherHalf }) => [
    ...[...numbers.values()].flatMap((number) => [number, withoutZeros(number)]),
    ...(keyOfOtherHalf === null ? [] : [keyOfOtherHalf.toLowerCase()]),
  ])
  const byPhone = indexOf(accounts, ({ phones }) => phones)
  const byName = indexOf(accounts, ({ names, department }) => keysOfNames(names, department))
  return {
    people,
    accounts,
    peopleByKey: new Map(people.map((person) => [person.key, person])),
    peopleByAddress: indexOf(people, ({ addresses, userNames }) => [...addresses, ...userNames]),
    peopleByPhone: indexOf(people, ({ phones }) => phones),
    accountsByPhone: byPhone,
    domains: new Set(accounts.flatMap(({ addresses }) => [...addresses].map(domainOf))),
    candidates: (person) =>
      new Set([
        ...[...person.addresses, ...person.userNames, ...person.likelyUserNames].flatMap(
          (text) => byAddress.get(text) ?? [],
        ),
        ...[person.key, withoutZeros(person.key)].flatMap((number) => byNumber.get(number) ?? []),
        ...[...person.phones].flatMap((phone) => few(byPhone.get(phone))),
        ...keysOfNames(person.names, person.department).flatMap((word) => byName.get(word) ?? []),
      ]),
  }
}

const MOST_SHARING = 3

/** The number of a reception tells nobody from anybody. */
const few = <T>(items: readonly T[] = []): readonly T[] => (items.length > MOST_SHARING ? [] : items)

/** A number that has been through a spreadsheet. */
export const withoutZeros = (number: string): string => number.replace(/^0+(?=.)/, '')

export const domainOf = (address: string): string => address.slice(localPart(address).length + 1)

const indexOf = <T>(items: readonly T[], keysOf: (item: T) => Iterable<string>): Index<T> => {
  const index = new Map<string, T[]>()
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const known = index.get(key)
      if (known) known.push(item)
      else index.set(key, [item])
    }
  }
  return index
}

/**
 * What names have in common that are worth comparing: all words, or the beginning of the given name (as it is, or as what it is short for) with a
 * word of the surname. A given name alone is shared by too many; it counts where the department is the same.
 */
const keysOfNames = (names: readonly NameFacts[], department: string | null): readonly string[] =>
  names.flatMap(({ whole, firstGiven, surname, surnameWords }) => {
    const given = [...firstGiven]
    const beginnings = new Set([...given.map((name) => name.charAt(0)), ...given.flatMap(shortNameGroups)])
    return [
      ...whole,
      ...[...beginnings].flatMap((beginning) => [...surname].map((last) => `${beginning} ${last}`)),
      ...given.flatMap((name) => [...surnameWords].map((word) => `${name} ${word}`)),
      ...given.map((name) => `${name} in ${plainText(department ?? '')}`),
    ]
  })
