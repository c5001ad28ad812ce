import { type AdObject, hasClass, valueIn } from '../ad-object.ts'
import { type AdRefusal, resultCode, serviceRefusal, updateRefusal, win32 } from '../ad-refusal.ts'
import type { AdStore } from '../ad-store.ts'
import { ridOf } from '../sid.ts'
import { type GroupScope, scopeOf } from './group-type.ts'

const scopeOfGroup = (group: AdObject): GroupScope | null => scopeOf(Number(valueIn(group, 'groupType') ?? 0))

/** Which groups a group may not contain, by their scopes. All groups here are of one domain. */
const nestingFaults: { readonly [container: string]: { readonly [member: string]: number } } = {
  global: { local: win32.globalCantHaveLocalMember, universal: win32.globalCantHaveUniversalMember },
  universal: { local: win32.universalCantHaveLocalMember },
  local: {},
}

const isPrimaryGroupOf = (group: AdObject, member: AdObject): boolean => {
  const sid = valueIn(group, 'objectSid')
  return sid !== undefined && valueIn(member, 'primaryGroupID') === String(ridOf(sid))
}

export const isAlreadyMember = (store: AdStore, group: AdObject, member: AdObject): boolean =>
  store.isLinked('member', group.id, member.id) || isPrimaryGroupOf(group, member)

/** What AD says to adding somebody who is in the group already, directly or by it being the primary group. */
export const alreadyMember = (): AdRefusal =>
  updateRefusal(resultCode.entryAlreadyExists, win32.memberInAlias, 'entryExists')
/** What AD says to removing somebody who is not in the group. */
export const notMember = (): AdRefusal => serviceRefusal(win32.memberNotInAlias)

/** Refuses members that a group of this scope cannot have; a group cannot contain itself. */
export const checkNesting = (group: AdObject, member: AdObject): void => {
  if (group.id === member.id) throw serviceRefusal(win32.illegalModification)
  if (!hasClass(member, 'group')) return
  const fault = nestingFaults[scopeOfGroup(group) ?? 'local']?.[scopeOfGroup(member) ?? 'local']
  if (fault !== undefined) throw serviceRefusal(fault)
}

const checkPair = (group: AdObject | undefined, member: AdObject | undefined): void => {
  if (group && member) checkNesting(group, member)
}

/** Which scopes a group may change to from another; between global and local only by way of universal. */
const scopeChanges: { readonly [from in GroupScope]: readonly GroupScope[] } = {
  global: ['global', 'universal'],
  local: ['local', 'universal'],
  universal: ['universal', 'global', 'local'],
}

/** Refuses a change of scope that AD does not know, or that the groups inside or around do not allow. */
export const checkScopeChange = (store: AdStore, group: AdObject, typeBefore: number): void => {
  const before = scopeOf(typeBefore)
  const after = scopeOfGroup(group)
  if (before === after || before === null || after === null) return
  if (!scopeChanges[before].includes(after)) throw serviceRefusal(win32.unwilling)
  for (const id of store.targets('member', group.id)) checkPair(group, store.get(id))
  for (const id of store.sources('member', group.id)) checkPair(store.get(id), group)
}

/** A group cannot go while it is somebody's primary group. */
export const hasPrimaryMembers = (store: AdStore, group: AdObject): boolean => {
  for (const object of store.all()) if (object.id !== group.id && isPrimaryGroupOf(group, object)) return true
  return false
}
