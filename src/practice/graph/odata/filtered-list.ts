import type { Json, JsonObject } from '../../../model/json.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { meets } from './evaluate-filter.ts'
import type { FilterNode } from './filter-node.ts'
import { contextOf } from './page-answer.ts'
import { parseFilter } from './parse-filter.ts'
import { selectPlain } from './plain-list.ts'
import { readOptions } from './query-options.ts'
import { SyntaxFault } from './tokens.ts'

/** Resources that are no directory objects, and what can be asked of them beside themselves. */
export interface FilteredList {
  /** As in `$metadata#…`. */
  readonly set: string
  readonly items: readonly JsonObject[]
  /** What `$expand` brings, by its name. */
  readonly links?: { readonly [link: string]: (item: JsonObject) => Json }
}

/** Answers a list of them: `$filter` by plain comparison, `$select` and `$expand`, all on one page. */
export const filteredList = (call: GraphCall, { set, items, links = {} }: FilteredList): GraphAnswer => {
  const { filter, select, expand } = readOptions(call.request.query)
  const node = filter === null ? null : readFilter(filter)
  const found = items.filter((item) => !node || meets(node, (property) => item[property] ?? null))
  const value = found.map((item) => ({
    ...(select === null
      ? withoutLinks(item, links)
      : Object.fromEntries(select.map((name) => [name, item[name] ?? null]))),
    ...Object.fromEntries(expand.map(({ link }) => [link, follow(links, link, item)])),
  }))
  return { status: 200, body: { '@odata.context': contextOf(call.publicUrl, set, select), value } }
}

/** One of them, with what `$expand` brings. */
export const showExpanded = (
  call: GraphCall,
  set: string,
  item: JsonObject,
  links: NonNullable<FilteredList['links']>,
): GraphAnswer => {
  const { expand } = readOptions(call.request.query)
  const answer = selectPlain(call, set, item)
  const expanded = Object.fromEntries(expand.map(({ link }) => [link, follow(links, link, item)]))
  return { ...answer, body: { ...(answer.body as JsonObject), ...expanded } }
}

/** What a link leads to is shown to whoever expands it. */
const withoutLinks = (item: JsonObject, links: NonNullable<FilteredList['links']>): JsonObject =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !(name in links)))

const readFilter = (text: string): FilterNode => {
  try {
    return parseFilter(text)
  } catch (error) {
    if (error instanceof SyntaxFault) throw new GraphFault('filter-syntax', { position: error.at, filter: text })
    throw error
  }
}

const follow = (links: NonNullable<FilteredList['links']>, link: string, item: JsonObject): Json => {
  const found = links[link]
  if (!found) throw new GraphFault('expand-not', { property: link })
  return found(item)
}
