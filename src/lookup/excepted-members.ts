import { type AdEntry, valuesOf } from '../model/ad-entry.ts'
import { allOf, equals, groups } from '../model/ad-query.ts'
import { immutableIdOf } from '../model/immutable-id.ts'
import { findGroupAnywhere } from './find-groups.ts'
import type { LookupDeps } from './lookup-deps.ts'

/** Who is in groups, nested ones too. */
export interface ExceptedMembers {
  hasEntry(entry: AdEntry): Promise<boolean>
  hasUser(id: string): boolean
}

/** Members of groups by their names, of Active Directory or of Entra. Throws `lookup/unknown-group`: a misspelt exception would except nobody. */
export const exceptedMembers = async (deps: LookupDeps, names: readonly string[]): Promise<ExceptedMembers> => {
  const dns = new Set<string>()
  const users = new Set<string>()
  const seen = new Set<string>()
  for (const name of names) {
    const { entry, group } = await findGroupAnywhere(deps, name)
    if (entry) await collectGroups(deps, entry.dn, dns)
    if (group) await collectUsers(deps, group.id, { users, seen })
  }
  const hasEntry = async (entry: AdEntry): Promise<boolean> => {
    if (valuesOf(entry, 'memberOf').some((dn) => dns.has(dn.toLowerCase()))) return true
    if (users.size === 0 || !deps.read.entra) return false
    const [user] = await deps.read.entra.usersBy('onPremisesImmutableId', immutableIdOf(entry.id))
    return user !== undefined && users.has(user.id)
  }
  return { hasEntry, hasUser: (id) => users.has(id) }
}

/** A group and every group in it, by DN in small letters; groups may be nested in a circle. */
const collectGroups = async (deps: LookupDeps, dn: string, into: Set<string>): Promise<void> => {
  if (into.has(dn.toLowerCase())) return
  into.add(dn.toLowerCase())
  const filter = allOf([groups, equals('memberOf', dn)])
  const nested = (await deps.read.ad?.search({ scope: 'sub', filter, attributes: ['cn'] })) ?? []
  for (const group of nested) await collectGroups(deps, group.dn, into)
}

const collectUsers = async (
  deps: LookupDeps,
  group: string,
  { users, seen }: { readonly users: Set<string>; readonly seen: Set<string> },
): Promise<void> => {
  if (seen.has(group)) return
  seen.add(group)
  for (const { id, type } of (await deps.lookup?.membersOf(group)) ?? []) {
    if (type === 'user') users.add(id)
    if (type === 'group') await collectUsers(deps, id, { users, seen })
  }
}
