import { type MembershipTest, parseMembershipRule } from './dynamic-rule.ts'
import { seenByRules } from './dynamic-worker.ts'
import type { EntraStore } from './entra-store.ts'
import { isDynamic, type StoredGroup, type StoredObject, type StoredUser, textOf } from './stored-objects.ts'

/** Whether the rule of a dynamic group takes a user, by what the worker has seen of them. */
type RuleTest = (user: StoredUser) => boolean

const compiled = new Map<string, MembershipTest | null>()

/** The rule that fills a group; null for a group that is filled by hand, or whose rule is paused. */
const activeRule = (store: EntraStore, group: StoredGroup): RuleTest | null => {
  if (!isDynamic(group) || textOf(group, 'membershipRuleProcessingState') !== 'On') return null
  const text = textOf(group, 'membershipRule') ?? ''
  if (!compiled.has(text)) compiled.set(text, parseMembershipRule(text))
  const test = compiled.get(text) ?? null
  return (
    test &&
    ((user) => {
      const seen = seenByRules(store, user)
      return seen !== null && test(seen)
    })
  )
}

/** Direct members of a group or role that are not deleted. */
export const membersOf = (store: EntraStore, id: string): readonly StoredObject[] => {
  const group = store.group(id)
  const rule = group && activeRule(store, group)
  if (rule) return store.users().filter(rule)
  return [...store.members.of(id)].flatMap((member) => store.object(member) ?? [])
}

/** Whether a user is a direct member of a group. */
export const isMember = (store: EntraStore, group: StoredGroup, user: StoredUser): boolean =>
  activeRule(store, group)?.(user) ?? store.members.has(group.id, user.id)

/** Groups and roles that have the object as a direct member. */
export const membershipsOf = (store: EntraStore, id: string): readonly StoredObject[] => {
  const byHand = [...store.members.to(id)]
    .flatMap((holder) => store.object(holder) ?? [])
    .filter((holder) => !isFilledByRule(store, holder))
  const user = store.user(id)
  return user ? [...byHand, ...dynamicGroupsOf(store, user)] : byHand
}

/** Whether a rule decides who its members are. */
export const isFilledByRule = (store: EntraStore, object: StoredObject): boolean =>
  object.type === 'group' && activeRule(store, object) !== null

const dynamicGroupsOf = (store: EntraStore, user: StoredUser): readonly StoredGroup[] =>
  store.groups().filter((group) => activeRule(store, group)?.(user) ?? false)

/** Everything reached by following `next` again and again, nearest first, each once. */
const closure = (start: string, next: (id: string) => readonly StoredObject[]): readonly StoredObject[] => {
  const found = new Map<string, StoredObject>()
  const queue = [start]
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    for (const object of next(id)) {
      if (found.has(object.id)) continue
      found.set(object.id, object)
      queue.push(object.id)
    }
  }
  return [...found.values()]
}

export const transitiveMembersOf = (store: EntraStore, id: string): readonly StoredObject[] =>
  closure(id, (node) => membersOf(store, node))

export const transitiveMembershipsOf = (store: EntraStore, id: string): readonly StoredObject[] =>
  closure(id, (node) => membershipsOf(store, node))
