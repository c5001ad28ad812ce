import { type AccountFacts, localPart } from './account-facts.ts'
import { nameForms, wordsOf } from './name-forms.ts'
import type { PersonFacts } from './person-facts.ts'

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
  const byName = indexOf(accounts, accountWords)
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
        ...[...person.addresses, ...person.userNames, ...personUserNames(person)].flatMap(
          (text) => byAddress.get(text) ?? [],
        ),
        ...[person.key, withoutZeros(person.key)].flatMap((number) => byNumber.get(number) ?? []),
        ...[...person.phones].flatMap((phone) => byPhone.get(phone) ?? []),
        ...personWords(person).flatMap((word) => byName.get(word) ?? []),
      ]),
  }
}

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

/** A given name alone is shared by too many; it counts where the department is the same too. */
const givenIn = (given: string, department: string | null): string => `${given} in ${placeWord(department)}`

const placeWord = (department: string | null): string => nameForms(department ?? '').at(0) ?? ''

const accountWords = ({ names, shown }: AccountFacts): readonly string[] =>
  names.flatMap((name) => [
    ...name.surname,
    ...name.surnameWords,
    ...name.whole,
    ...[...name.firstGiven].map((given) => givenIn(given, shown.department)),
  ])

const personWords = ({ names, department }: PersonFacts): readonly string[] =>
  names.flatMap((name) => [
    ...name.surname,
    ...name.surnameWords,
    ...name.whole,
    ...[...name.firstGiven].map((given) => givenIn(given, department)),
  ])

/** `avance`, `adele.vance`, `vancea`: user names that are commonly made from a name. */
export const personUserNames = ({ names }: PersonFacts): readonly string[] =>
  names.flatMap(({ firstGiven, surname }) =>
    [...firstGiven].flatMap((given) =>
      [...surname].flatMap((last) => {
        const initial = given.charAt(0)
        return [`${initial}${last}`, `${initial}.${last}`, `${given}.${last}`, `${given}${last}`, `${last}${initial}`]
      }),
    ),
  )

/** Whether two texts are one to a reader. */
export const isSameText = (one: string, other: string): boolean => {
  const words = (text: string): string => wordsOf(nameForms(text)[0] ?? '').join(' ')
  return words(one) === words(other)
}
