import type { Json } from '../../model/json.ts'
import type { UserKey } from '../../ports/entra.ts'

/** Properties by which users are looked up. */
const KEYS: ReadonlySet<string> = new Set<UserKey>([
  'employeeId',
  'userPrincipalName',
  'mail',
  'mailNickname',
  'onPremisesImmutableId',
  'proxyAddresses',
])

/**
 * Ids of users by the values that a plan gives them or gave them. A batch looks for free names thousands of times, so nobody can try every user
 * each time. What it answers is compared again, so a value that is gone does no harm.
 */
export type UserIndex = Map<string, Set<string>>

const textsIn = (held: Json | undefined): readonly string[] =>
  (Array.isArray(held) ? held : [held]).filter((text) => typeof text === 'string')

/** A property and its value in the form in which Entra compares them: letter case counts in base64 alone. */
const keyOf = (property: string, value: string): string =>
  `${property}=${property === 'onPremisesImmutableId' ? value : value.toLowerCase()}`

/** Whether a property has this value, or has it among others. */
export const hasValue = (held: Json | undefined, key: UserKey, value: string): boolean => {
  const wanted = keyOf(key, value)
  return textsIn(held).some((text) => keyOf(key, text) === wanted)
}

/** Notes a value that a user is given. */
export const indexUser = (index: UserIndex, id: string, property: string, value: Json): void => {
  if (!KEYS.has(property)) return
  for (const text of textsIn(value)) {
    const key = keyOf(property, text)
    const ids = index.get(key)
    if (ids) ids.add(id)
    else index.set(key, new Set([id]))
  }
}

/** Ids of users who have this value, or had it. */
export const idsWith = (index: UserIndex, key: UserKey, value: string): Iterable<string> =>
  index.get(keyOf(key, value)) ?? []
