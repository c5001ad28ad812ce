import type { Json } from '../../../model/json.ts'
import type { StoredObject } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, isEventual } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import type { EntityType } from '../schema/entity-type.ts'
import { findProperty } from '../schema/property.ts'
import { checkFilter } from './check-filter.ts'
import { meets, type Read } from './evaluate-filter.ts'
import type { FilterNode } from './filter-node.ts'
import { indexedCandidates } from './indexed-candidates.ts'
import { firstPage, laterPage, pageSize } from './page-answer.ts'
import { parseFilter } from './parse-filter.ts'
import { type QueryOptions, readOptions } from './query-options.ts'
import { checkSelect, refuseListOf } from './represent.ts'
import { parseSearch } from './search.ts'
import { SyntaxFault } from './tokens.ts'

export interface List {
  readonly type: EntityType
  /** The list is reached through a link, where every filter is an advanced query. */
  readonly linked?: boolean
  /** The list is of deleted objects, which no index knows. */
  readonly deleted?: true
  all(): readonly StoredObject[]
}

/** Answers a list of directory objects with everything that its query options ask for. */
export const listObjects = (call: GraphCall, list: List): GraphAnswer => {
  const options = readOptions(call.request.query)
  const select = checkSelect(options.select, list.type)
  refuseListOf(select, list.type)
  pageSize(options)
  if (options.search !== null && !isEventual(call.request)) throw new GraphFault('aqp-search')
  if (call.countOnly && !isEventual(call.request)) throw new GraphFault('aqp-count')
  const filter = options.filter === null ? null : readFilter(call, list, options, options.filter)
  checkOrder(call, list, options)
  const form = { type: list.type, options, select }
  if (options.skipToken !== null) return laterPage(call, form, options.skipToken)
  const found = findObjects(call, list, options, filter)
  return call.countOnly ? { status: 200, text: String(found.length) } : firstPage(call, form, found)
}

const readFilter = (call: GraphCall, list: List, options: QueryOptions, text: string): FilterNode => {
  const advanced = isEventual(call.request) && (options.count || call.countOnly)
  if (list.linked && !advanced) throw new GraphFault('aqp-op', { operator: 'filter' })
  const { name, resource, properties, paths } = list.type
  try {
    return checkFilter(parseFilter(text), { type: name, resource, properties, paths, advanced })
  } catch (error) {
    if (error instanceof SyntaxFault) throw new GraphFault('filter-syntax', { position: error.at, filter: text })
    throw error
  }
}

const checkOrder = (call: GraphCall, list: List, options: QueryOptions): void => {
  for (const { property } of options.orderBy) {
    const found = findProperty(list.type.properties, property)
    if (!found?.[1].sortable) throw new GraphFault('sort-property', { property, resource: list.type.resource })
  }
  const advanced = isEventual(call.request) && options.count
  if (options.orderBy.length > 0 && (options.filter !== null || list.linked) && !advanced)
    throw new GraphFault('sort-filter')
}

const findObjects = (
  call: GraphCall,
  list: List,
  options: QueryOptions,
  filter: FilterNode | null,
): readonly StoredObject[] => {
  const candidates =
    (filter && !list.linked && !list.deleted ? indexedCandidates(call.store, list.type.name, filter) : null) ??
    list.all()
  const readerOf = reader(call, list.type)
  const search = options.search === null ? null : parseSearch(options.search, list.type.properties)
  const found = candidates.filter(
    (object) => (!filter || meets(filter, readerOf(object))) && (!search || search(readerOf(object))),
  )
  return sorted(found, options, readerOf)
}

const reader =
  (call: GraphCall, type: EntityType) =>
  (object: StoredObject): Read =>
  (property) => {
    const follow = type.links[property]
    if (!follow) return type.read(call.store, object, property)
    const targets = follow(call.store, object.id).map(({ id }): Json => ({ id }))
    return type.single.includes(property) ? (targets[0] ?? null) : targets
  }

const sorted = (
  found: readonly StoredObject[],
  options: QueryOptions,
  readerOf: (object: StoredObject) => Read,
): readonly StoredObject[] => {
  const [order] = options.orderBy
  if (!order) return found
  const keyed = found.map((object) => ({ object, key: String(readerOf(object)(order.property) ?? '').toLowerCase() }))
  const sign = order.descending ? -1 : 1
  return keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -sign : sign)).map(({ object }) => object)
}
