import { shortHash } from '../model/hash.ts'
import { phoneDigits } from './account-facts.ts'
import { type NameFacts, nameOfDisplay, nameOfParts } from './name-facts.ts'

/** Every way in which an account says how somebody is called. */
export const namesOf = (given: string, surname: string, shown: readonly string[]): readonly NameFacts[] => {
  const parts = given !== '' || surname !== '' ? [nameOfParts(given, surname)] : []
  return [...parts, ...[...new Set(shown)].filter((name) => name !== '').map(nameOfDisplay)]
}

/** `adele.vance` reads as a name. */
export const nameInUserName = (userName: string): readonly string[] =>
  /^\p{L}{2,}[._]\p{L}{2,}$/u.test(userName) ? [userName.replace(/[._]/, ' ')] : []

export const phonesOf = (numbers: readonly (string | null)[]): ReadonlySet<string> =>
  new Set(numbers.flatMap((number) => phoneDigits(number) ?? []))

/** Equal for equal values; the order of addresses means nothing. */
export const fingerprintOf = (addresses: readonly string[], values: readonly (string | boolean | null)[]): string =>
  shortHash([[...addresses].sort(), ...values])
