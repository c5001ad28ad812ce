import type { Json, JsonObject } from '../../../model/json.ts'
import { type ChangedObject, linksChangedAfter, versionOf } from '../../entra/change-log.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import type { LinkName } from '../../entra/store-observer.ts'
import type { StoredObject } from '../../entra/stored-objects.ts'
import { entityTypeOf } from '../schema/entity-type.ts'

/** An object of a delta query with its links, of which a page may hold only some. */
export interface DeltaItem {
  readonly id: string
  /** Of the object's last change. */
  readonly version: number
  readonly properties: JsonObject
  readonly links: readonly { readonly name: LinkName; readonly item: JsonObject }[]
}

/** What of an object is tracked. */
export interface Tracked {
  readonly properties: readonly string[]
  readonly links: readonly LinkName[]
}

const reference = (type: StoredObject['type'], id: string): JsonObject => ({
  '@odata.type': `#microsoft.graph.${type}`,
  id,
})

const removed = (reason: string): JsonObject => ({ '@removed': { reason } })

/** An object with all that it has; what was never set is left out. */
export const wholeItem = (store: EntraStore, object: StoredObject, { properties, links }: Tracked): DeltaItem => {
  const type = entityTypeOf(object)
  const read = properties.map((name) => [name, type.read(store, object, name)] as const)
  return {
    id: object.id,
    version: versionOf(store, object.id),
    properties: Object.fromEntries(read.filter(([, value]) => value !== null)),
    links: links.flatMap((name) => {
      const targets = type.links[name]?.(store, object.id) ?? []
      return targets.map((target) => ({ name, item: reference(target.type, target.id) }))
    }),
  }
}

/**
 * What became of an object since a version; null where nothing did that is tracked. `minimal`: only what changed, as
 * `Prefer: return=minimal` asks for. https://learn.microsoft.com/graph/delta-query-overview
 */
export const changedItem = (
  store: EntraStore,
  change: ChangedObject,
  since: number,
  tracked: Tracked,
  minimal: boolean,
): DeltaItem | null => {
  const { id, version, gone } = change
  if (gone !== null) return { id, version, properties: removed(gone), links: [] }
  const object = store.object(id)
  if (!object) return null
  if (change.since > since) return wholeItem(store, object, tracked)
  const fresh = (name: string): boolean => (change.properties[name] ?? 0) > since
  if (![...tracked.properties, ...tracked.links].some(fresh)) return null
  const type = entityTypeOf(object)
  const read = tracked.properties.map((name): readonly [string, Json] => [name, type.read(store, object, name)])
  const shown = read.filter(([name, value]) => fresh(name) || (!minimal && value !== null))
  return { id, version, properties: Object.fromEntries(shown), links: changedLinks(store, id, since, tracked) }
}

const changedLinks = (store: EntraStore, id: string, since: number, tracked: Tracked): DeltaItem['links'] =>
  linksChangedAfter(store, id, since)
    .filter(({ link }) => tracked.links.includes(link))
    .map(({ link, type, to, there }) => ({
      name: link,
      item: { ...reference(type, to), ...(there ? {} : removed('deleted')) },
    }))

/** The object as it is written, with the links from `start` on and at most `most` of them. */
export const shownItem = ({ id, properties, links }: DeltaItem, start: number, most: number): JsonObject => {
  const lists: Record<string, JsonObject[]> = {}
  for (const { name, item } of links.slice(start, start + most)) {
    const list = lists[`${name}@delta`] ?? []
    list.push(item)
    lists[`${name}@delta`] = list
  }
  return { ...properties, id, ...lists }
}
