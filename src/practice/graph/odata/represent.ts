import type { Json, JsonObject } from '../../../model/json.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import type { StoredObject } from '../../entra/stored-objects.ts'
import { GraphFault } from '../graph-fault.ts'
import { type EntityType, entityTypeOf, entityTypes } from '../schema/entity-type.ts'
import { findProperty } from '../schema/property.ts'
import type { Expand } from './query-options.ts'

/** Objects expanded into another one are cut at this number, without a link to the rest. */
const MOST_EXPANDED = 20

/** The exact names of the properties asked for; null for the default set. */
export const checkSelect = (select: readonly string[] | null, type: EntityType): readonly string[] | null => {
  if (select === null) return null
  return select.map((name) => {
    const found =
      findProperty(type.properties, name)?.[0] ?? (type.name === 'directoryObject' ? nameInAnyType(name) : undefined)
    if (found === undefined) throw new GraphFault('select-unknown', { property: name, type: type.name })
    return found
  })
}

/** A list of mixed types may be asked for a property that only some of them have. */
const nameInAnyType = (name: string): string | undefined => {
  for (const type of Object.values(entityTypes)) {
    const found = findProperty(type.properties, name)
    if (found) return found[0]
  }
  return undefined
}

/** Properties kept outside Entra cannot be listed. */
export const refuseListOf = (select: readonly string[] | null, type: EntityType): void => {
  if (select?.some((name) => type.properties[name]?.elsewhere)) throw new GraphFault('select-coll')
}

/** An object as JSON: the properties asked for, or the default set of its own type. */
export const represent = (store: EntraStore, object: StoredObject, select: readonly string[] | null): JsonObject => {
  const type = entityTypeOf(object)
  const names = select?.filter((name) => Object.hasOwn(type.properties, name)) ?? defaultSet(type)
  return Object.fromEntries(names.map((name) => [name, type.read(store, object, name)]))
}

const defaultSet = (type: EntityType): readonly string[] =>
  Object.keys(type.properties).filter((name) => type.properties[name]?.byDefault)

/** The same with its type named, as members of mixed lists are given. */
export const representTyped = (
  store: EntraStore,
  object: StoredObject,
  select: readonly string[] | null,
): JsonObject => ({
  '@odata.type': `#microsoft.graph.${object.type}`,
  ...represent(store, object, select),
})

/** The links asked for by `$expand`, as properties of the object. */
export const expanded = (store: EntraStore, object: StoredObject, expand: readonly Expand[]): JsonObject =>
  Object.fromEntries(expand.map((item) => expandLink(store, object, item)))

const expandLink = (store: EntraStore, object: StoredObject, { link, select }: Expand): readonly [string, Json] => {
  const type = entityTypeOf(object)
  const name = Object.keys(type.links).find((known) => known.toLowerCase() === link.toLowerCase())
  const follow = name === undefined ? undefined : type.links[name]
  if (name === undefined || !follow) throw expandFault(type, link)
  const items = follow(store, object.id)
    .slice(0, MOST_EXPANDED)
    .map((target) => representTyped(store, target, select))
  return [name, type.single.includes(name) ? (items[0] ?? null) : items]
}

const expandFault = (type: EntityType, link: string): GraphFault => {
  const property = findProperty(type.properties, link)?.[0]
  return property
    ? new GraphFault('expand-not', { property })
    : new GraphFault('select-unknown', { property: link, type: type.name })
}
