import { type AccountState, type FeedDirectory, foldedKey } from '../feed/compare/comparison.ts'
import { firstValue, isEnabled } from '../model/ad-entry.ts'
import { accounts, allOf, anyOf, equals } from '../model/ad-query.ts'
import type { EntraUser } from '../model/entra-objects.ts'
import { checkCanary } from '../planner/check-canary.ts'
import type { EntraLookupReader } from '../ports/entra-lookup.ts'
import type { Readers } from '../ports/systems.ts'

export interface FeedDirectoryDeps {
  readonly readers: Readers
  readonly lookup: EntraLookupReader | null
  readonly key: { readonly ad: string; readonly entra: string }
  /** Whose accounts are asked for, by employeeId; null for everybody's. */
  readonly only: readonly string[] | null
}

/**
 * Who has an account in the directories, by the key. Throws what keeps one from answering, and `plan/canary-missing` where it does not show what everybody
 * may see: nobody is taken for somebody without an account because something could not be read.
 */
export const feedDirectory = async ({ readers, lookup, key, only }: FeedDirectoryDeps): Promise<FeedDirectory> => {
  await checkCanary(readers)
  const found = new Map<string, { key: string; state: Exclude<AccountState, 'none'> }>()
  const add = (employeeId: string | undefined, enabled: boolean): void => {
    if (!employeeId) return
    const folded = foldedKey(employeeId)
    // One account that can sign in is enough; two with one key are refused when they are planned for.
    const state = enabled || found.get(folded)?.state === 'enabled' ? 'enabled' : 'disabled'
    found.set(folded, { key: employeeId, state })
  }
  const ofKey = only
    ? anyOf(only.map((value) => equals(key.ad, value)))
    : ({ op: 'present', attribute: key.ad } as const)
  const filter = allOf([accounts, ofKey])
  const attributes = [key.ad, 'userAccountControl'].sort()
  for (const entry of (await readers.ad?.search({ scope: 'sub', filter, attributes })) ?? [])
    add(firstValue(entry, key.ad), isEnabled(entry))
  const { entra } = readers
  const users = only
    ? (await Promise.all(only.map((value) => entra?.usersBy('employeeId', value) ?? []))).flat()
    : entra && lookup
      ? await lookup.users()
      : []
  for (const user of users)
    if (!(readers.ad && isSynchronised(user))) add(employeeIdOf(user), user.properties['accountEnabled'] === true)
  return { accounts: found }
}

/** Active Directory says more of its own accounts. */
const isSynchronised = ({ properties }: EntraUser): boolean => properties['onPremisesSyncEnabled'] === true

const employeeIdOf = ({ properties }: EntraUser): string | undefined => {
  const value = properties['employeeId']
  return typeof value === 'string' ? value : undefined
}
