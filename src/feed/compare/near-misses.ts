import type { FeedPerson, FeedSuspect } from '../../model/feed.ts'
import { foldText } from '../../model/fold-text.ts'
import { type Person, personName } from '../../model/person.ts'
import { type FeedDirectory, foldedKey } from './comparison.ts'

/** What a spreadsheet or another system may have made of a number: zeros, case and signs do not count. */
const bareKey = (employeeId: string): string =>
  foldedKey(employeeId)
    .replace(/[._-]/g, '')
    .replace(/(^|[a-z])0+(?=\d)/g, '$1')

/** The name in the form in which two are compared. */
export const foldedName = (person: Person): string =>
  foldText([person.givenName ?? person.preferredName, person.surname].filter(Boolean).join(' ') || personName(person))

const BIRTH = /^(?:birth-?date|date-?of-?birth|birthday|dob)$/i

/** The date of birth, where the feed has one under `extra`. */
const birthOf = ({ extra }: Person): string | undefined => {
  const value = Object.entries(extra ?? {}).find(([key]) => BIRTH.test(key))?.[1]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Answers like whom somebody new is, null where like nobody. */
export type FindLike = (person: Person) => FeedSuspect | null

interface Others {
  /** Everybody of the last feed and of this one. */
  readonly people: readonly FeedPerson[]
  /** Whether somebody was in the last feed and is not in this one. */
  readonly isMissing: (key: string) => boolean
  readonly directory: FeedDirectory | null
}

/** Finds those who are like somebody else: by a number that differs in zeros, case or signs, or by the name and a date. */
export const nearMisses = ({ people, isMissing, directory }: Others): FindLike => {
  const byBare = new Map<string, Set<string>>()
  const byName = new Map<string, Person[]>()
  const addKey = (key: string): void => {
    const bare = bareKey(key)
    byBare.set(bare, (byBare.get(bare) ?? new Set()).add(key))
  }
  for (const { person } of people) {
    addKey(person.employeeId)
    const name = foldedName(person)
    const same = byName.get(name)
    if (same) same.push(person)
    else byName.set(name, [person])
  }
  for (const { key } of directory?.accounts.values() ?? []) addKey(key)
  return (person) => {
    const { employeeId } = person
    const like = [...(byBare.get(bareKey(employeeId)) ?? [])].find((key) => key !== employeeId)
    if (like !== undefined)
      return { person: employeeId, like, because: `the number differs from ${like} in zeros, case or signs only` }
    for (const other of byName.get(foldedName(person)) ?? []) {
      const because = other.employeeId === employeeId ? null : whyLike(person, other, isMissing)
      if (because) return { person: employeeId, like: other.employeeId, because }
    }
    return null
  }
}

const whyLike = (person: Person, other: Person, isMissing: Others['isMissing']): string | null => {
  const [born, otherBorn] = [birthOf(person), birthOf(other)]
  const name = personName(other)
  if (born !== undefined && otherBorn !== undefined)
    return born === otherBorn ? `the name and date of birth are those of ${name}` : null
  if (person.startDate !== undefined && person.startDate === other.startDate)
    return `the name and first day (${person.startDate}) are those of ${name}`
  return isMissing(foldedKey(other.employeeId)) ? `the name is that of ${name}, who is missing in this feed` : null
}
