import { type AdObject, createdAt, isNcHead } from '../ad-object.ts'
import type { AdStore } from '../ad-store.ts'
import type { Filter } from './filter.ts'
import { matcherOf } from './matcher.ts'

export type Scope = 'base' | 'one' | 'sub'

/** Objects below one another's naming contexts are not found from above; `base` itself may be the head of one. */
const isInside = (store: AdStore, object: AdObject, base: AdObject): boolean => {
  for (let at: AdObject | undefined = object; at; at = at.parent === null ? undefined : store.get(at.parent)) {
    if (at.id === base.id) return true
    if (isNcHead(at)) return false
  }
  return false
}

function* below(store: AdStore, base: AdObject): Iterable<AdObject> {
  yield base
  for (const child of store.childrenOf(base.id)) if (!isNcHead(child)) yield* below(store, child)
}

function* childrenInContext(store: AdStore, base: AdObject): Iterable<AdObject> {
  for (const child of store.childrenOf(base.id)) if (!isNcHead(child)) yield child
}

const inScope = (store: AdStore, object: AdObject, base: AdObject, scope: Scope): boolean => {
  if (scope === 'base') return object.id === base.id
  if (scope === 'one') return object.parent === base.id && !isNcHead(object)
  return isInside(store, object, base)
}

const walk = (store: AdStore, base: AdObject, scope: Scope): Iterable<AdObject> => {
  if (scope === 'base') return [base]
  return scope === 'one' ? childrenInContext(store, base) : below(store, base)
}

/** Deleted objects stand below one container and are inside the domain. */
const gravesInScope = (store: AdStore, base: AdObject, scope: Scope): readonly AdObject[] => {
  const objects = [...store.graves()].map(({ object }) => object)
  if (scope === 'base') return objects.filter(({ id }) => id === base.id)
  return objects.filter(({ parent }) => parent === base.id || (scope === 'sub' && base.parent === null))
}

/** Ids of the objects that a search finds, in the order in which they were made; deleted ones only if those are asked for. */
export const findObjects = (
  store: AdStore,
  base: AdObject,
  scope: Scope,
  filter: Filter,
  { deleted = false } = {},
): readonly string[] => {
  const matcher = matcherOf(store, filter)
  const found: AdObject[] = []
  if (deleted) found.push(...gravesInScope(store, base, scope).filter((object) => matcher.matches(object)))
  if (store.grave(base.id)) return found.map(({ id }) => id)
  if (matcher.candidates && scope !== 'base') {
    for (const id of matcher.candidates) {
      const object = store.get(id)
      if (object && inScope(store, object, base, scope) && matcher.matches(object)) found.push(object)
    }
  } else {
    for (const object of walk(store, base, scope)) if (matcher.matches(object)) found.push(object)
  }
  return found.sort((a, b) => createdAt(a) - createdAt(b)).map(({ id }) => id)
}

/** Naming contexts directly below the base, to which a search of the whole tree refers instead of going into them. */
export const contextsBelow = (store: AdStore, base: AdObject): readonly AdObject[] =>
  [...store.childrenOf(base.id)].filter(isNcHead)
