import type { JsonObject } from '../../../model/json.ts'
import { changedAfter, latestVersion, type TrackedType } from '../../entra/change-log.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import type { LinkName } from '../../entra/store-observer.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { changedItem, type DeltaItem, shownItem, type Tracked, wholeItem } from '../odata/delta-items.ts'
import { type DeltaState, readToken, writeToken } from '../odata/delta-token.ts'
import type { FilterNode } from '../odata/filter-node.ts'
import { contextOf } from '../odata/page-answer.ts'
import { parseFilter } from '../odata/parse-filter.ts'
import { readOptions } from '../odata/query-options.ts'
import { checkSelect, refuseListOf } from '../odata/represent.ts'
import { SyntaxFault } from '../odata/tokens.ts'
import type { Route } from '../route.ts'
import { entityTypes } from '../schema/entity-type.ts'

const PAGE = 100
/** Of one page; the rest of a large group follows on the next one, under the same id. */
const LINKS_OF_PAGE = 1000
const MOST_IDS = 50

const linksOf: { readonly [type in TrackedType]: readonly LinkName[] } = {
  user: ['manager'],
  group: ['members', 'owners'],
}
/** Links that are told of without being asked for. */
const linksByDefault: { readonly [type in TrackedType]: readonly LinkName[] } = { user: [], group: ['members'] }

/** Options that lists have and change tracking has not. https://learn.microsoft.com/graph/delta-query-overview#odata-query-parameters */
const REFUSED = ['$orderby', '$expand', '$search', '$top', '$count']

const begin = (call: GraphCall, type: TrackedType, since: number): DeltaState => {
  for (const name of call.request.query.keys())
    if (REFUSED.includes(name.toLowerCase())) throw new GraphFault('option-unknown', { option: name })
  const { select, filter } = readOptions(call.request.query)
  const ids = filter === null ? null : idsIn(filter)
  return { type, select: exactNames(select, type), ids, after: '', since, reached: since, partial: null }
}

/** Links are selected like properties here. */
const exactNames = (select: readonly string[] | null, type: TrackedType): readonly string[] | null => {
  if (select === null) return null
  const link = (name: string): LinkName | undefined =>
    linksOf[type].find((known) => known.toLowerCase() === name.toLowerCase())
  const properties = checkSelect(
    select.filter((name) => !link(name)),
    entityTypes[type],
  )
  refuseListOf(properties, entityTypes[type])
  return [...(properties ?? []), ...select.flatMap((name) => link(name) ?? [])]
}

/** `id eq '…' or id eq '…'`, and nothing else. */
const idsIn = (text: string): readonly string[] => {
  const ids = idsOf(parsed(text))
  if (ids.length > MOST_IDS) throw new GraphFault('delta-filter')
  return ids
}

const parsed = (text: string): FilterNode => {
  try {
    return parseFilter(text)
  } catch (error) {
    if (error instanceof SyntaxFault) throw new GraphFault('filter-syntax', { position: error.at, filter: text })
    throw error
  }
}

const idsOf = (node: FilterNode): readonly string[] => {
  if (node.kind === 'logic' && node.operator === 'or') return [...idsOf(node.left), ...idsOf(node.right)]
  const isId = node.kind === 'compare' && node.operator === 'eq' && node.path.join('/').toLowerCase() === 'id'
  if (!isId) throw new GraphFault('delta-filter')
  return [String(node.literal.value).toLowerCase()]
}

const trackedBy = ({ type, select }: DeltaState): Tracked => {
  const table = entityTypes[type].properties
  const links = linksOf[type]
  if (select === null)
    return {
      properties: Object.keys(table).filter((name) => table[name]?.byDefault && name !== 'deletedDateTime'),
      links: linksByDefault[type],
    }
  return {
    properties: ['id', ...select.filter((name) => Object.hasOwn(table, name) && name !== 'id')],
    links: links.filter((name) => select.includes(name)),
  }
}

/** What is next, each with the state after it. */
function* following(
  call: GraphCall,
  state: DeltaState,
): Iterable<{ readonly item: DeltaItem; readonly next: DeltaState }> {
  const { store } = call
  const tracked = trackedBy(state)
  const wanted = (id: string): boolean => state.ids?.includes(id) ?? true
  if (state.after !== null) {
    for (const id of idsAfter(store, state.type, state.after)) {
      const object = wanted(id) ? store.object(id) : undefined
      if (object) yield { item: wholeItem(store, object, tracked), next: { ...state, after: id } }
    }
    return
  }
  const minimal = /return=minimal/i.test(call.request.headers['prefer'] ?? '')
  for (const change of changedAfter(store, state.type, state.reached)) {
    const item = wanted(change.id) ? changedItem(store, change, state.since, tracked, minimal) : null
    if (item) yield { item, next: { ...state, reached: change.version } }
  }
}

const sortedIds = new WeakMap<EntraStore, Map<TrackedType, { readonly version: number; readonly ids: string[] }>>()

/** Live objects of a type in an order that lasts; made anew when something changed. */
const idsAfter = (store: EntraStore, type: TrackedType, after: string): readonly string[] => {
  const known = sortedIds.get(store) ?? new Map()
  sortedIds.set(store, known)
  const version = latestVersion(store)
  const kept = known.get(type)
  const ids: string[] =
    kept?.version === version ? kept.ids : (type === 'user' ? store.users() : store.groups()).map(({ id }) => id).sort()
  known.set(type, { version, ids })
  const at = ids.findIndex((id) => id > after)
  return at < 0 ? [] : ids.slice(at)
}

const round =
  (type: TrackedType) =>
  (call: GraphCall): GraphAnswer => {
    const { query } = call.request
    const latest = latestVersion(call.store)
    const given = (name: string): string | null => [...query].find(([key]) => key.toLowerCase() === name)?.[1] ?? null
    const token = given('$skiptoken') || given('$deltatoken')
    if (token?.toLowerCase() === 'latest') return page(call, [], { ...begin(call, type, latest), after: null }, false)
    const state = token ? readToken(call, type, token, latest) : begin(call, type, latest)
    return nextPage(call, state)
  }

const nextPage = (call: GraphCall, start: DeltaState): GraphAnswer => {
  const value: JsonObject[] = []
  let state: DeltaState = { ...start, partial: null }
  let room = LINKS_OF_PAGE
  for (const { item, next } of following(call, start)) {
    if (value.length >= PAGE || room <= 0) return page(call, value, state, true)
    const given = value.length === 0 ? givenOf(start, item) : 0
    value.push(shownItem(item, given, room))
    const { id, version, links } = item
    if (links.length - given > room)
      return page(call, value, { ...state, partial: { id, version, given: given + room } }, true)
    room -= links.length - given
    state = next
  }
  return page(call, value, ended(call, state), false)
}

/** Links that the page before gave already; all are given once more where the object changed meanwhile. */
const givenOf = ({ partial }: DeltaState, { id, version }: DeltaItem): number =>
  partial?.id === id && partial.version === version ? partial.given : 0

/** What changed while everything was being listed is told in the next round. */
const ended = ({ store }: GraphCall, state: DeltaState): DeltaState => {
  const since = state.after === null ? latestVersion(store) : state.since
  return { ...state, after: null, since, reached: since }
}

const page = (call: GraphCall, value: readonly JsonObject[], state: DeltaState, more: boolean): GraphAnswer => {
  const { set } = entityTypes[state.type]
  const isFirst = ![...call.request.query.keys()].some((name) => /^\$(skip|delta)token$/i.test(name))
  const select = isFirst
    ? (state.select?.filter((name) => !linksOf[state.type].some((link) => link === name)) ?? null)
    : null
  const link = (option: string): string => `${call.publicUrl}${call.request.path}?${option}=${writeToken(call, state)}`
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(call.publicUrl, set, select),
      [more ? '@odata.nextLink' : '@odata.deltaLink']: link(more ? '$skiptoken' : '$deltatoken'),
      value,
    },
  }
}

/** https://learn.microsoft.com/graph/api/user-delta, https://learn.microsoft.com/graph/api/group-delta */
export const deltaRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/delta', handle: round('user') },
  { method: 'GET', path: '/groups/delta', handle: round('group') },
]
