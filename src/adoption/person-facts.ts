import type { AdoptionPerson } from '../model/adoption.ts'
import type { Json } from '../model/json.ts'
import { type Person, personName } from '../model/person.ts'
import { lower, phoneDigits } from './account-facts.ts'
import { type NameFacts, nameOfDisplay, nameOfParts } from './name-facts.ts'

/** Somebody of the feed, ready to be compared with accounts. Texts to be compared are in lower case. */
export interface PersonFacts {
  readonly shown: AdoptionPerson
  readonly key: string
  readonly names: readonly NameFacts[]
  /** Addresses that the feed has for the person, under whatever heading. */
  readonly addresses: ReadonlySet<string>
  /** User names that the feed has under `extra`. */
  readonly userNames: ReadonlySet<string>
  /** User names as they are commonly made from the name. */
  readonly likelyUserNames: ReadonlySet<string>
  readonly mobile: string | null
  readonly phones: ReadonlySet<string>
  readonly title: string | null
  readonly department: string | null
  readonly office: string | null
  /** employeeId or UPN. */
  readonly manager: string | null
  /** Milliseconds since 1970. */
  readonly starts: number | null
  readonly ends: number | null
}

const ADDRESS = /^[^\s@]+@[^\s@]+$/
/** Headings under which feeds have the name that somebody signs in with. */
const SIGN_IN = /user|login|log-in|sign|account|konto|sam|upn|benutzer|kuerzel|kürzel|alias/i

export const personFacts = (person: Person): PersonFacts => {
  const { employeeId, title = null, department = null, office = null, manager = null } = person
  const names = namesOf(person)
  const extra = textsOf(person.extra ?? {})
  const extraAddresses = extra.filter(([, text]) => ADDRESS.test(text)).map(([, text]) => text)
  const userNames = extra.filter(([name, text]) => SIGN_IN.test(name) && !/[\s@]/.test(text)).map(([, text]) => text)
  return {
    shown: { employeeId, name: personName(person), title, department },
    key: employeeId.toLowerCase(),
    names,
    likelyUserNames: new Set(names.flatMap(userNamesFrom)),
    addresses: lower([person.personalEmail ?? '', ...extraAddresses]),
    userNames: lower(userNames.map((name) => name.replace(/^.*\\/, ''))),
    mobile: phoneDigits(person.mobile),
    phones: new Set([person.phone, person.mobile].flatMap((number) => phoneDigits(number) ?? [])),
    title,
    department,
    office,
    manager: manager?.toLowerCase() ?? null,
    starts: timeOf(person.startDate),
    ends: timeOf(person.lastDay),
  }
}

/** Texts under `extra`, with the name of what they stand under; numbers are no texts, for they have lost their zeros. */
const textsOf = (extra: { readonly [name: string]: Json }): readonly (readonly [string, string])[] =>
  Object.entries(extra).flatMap(([name, value]) => {
    if (typeof value === 'string') return [[name, value.trim()] as const]
    return Array.isArray(value)
      ? value.filter((item) => typeof item === 'string').map((item) => [name, item.trim()] as const)
      : []
  })

const namesOf = (person: Person): readonly NameFacts[] => {
  const { givenName = '', surname = '', preferredName, latinGivenName, latinSurname, displayName } = person
  const latin = { given: latinGivenName ?? givenName, surname: latinSurname ?? surname }
  return [
    nameOfParts(givenName, surname),
    ...(preferredName === undefined
      ? []
      : [nameOfParts(preferredName, surname), nameOfParts(preferredName, latin.surname)]),
    ...(latinGivenName === undefined && latinSurname === undefined ? [] : [nameOfParts(latin.given, latin.surname)]),
    ...(displayName === undefined ? [] : [nameOfDisplay(displayName)]),
  ]
}

/** `avance`, `a.vance`, `adele.vance`, `adelevance`, `vancea`. */
const userNamesFrom = ({ firstGiven, surname }: NameFacts): readonly string[] =>
  [...firstGiven].flatMap((given) =>
    [...surname].flatMap((last) => {
      const initial = given.charAt(0)
      return [`${initial}${last}`, `${initial}.${last}`, `${given}.${last}`, `${given}${last}`, `${last}${initial}`]
    }),
  )

const timeOf = (date: string | undefined): number | null => {
  const time = Date.parse(date ?? '')
  return Number.isNaN(time) ? null : time
}
