import type { JsonObject } from '../../../model/json.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { contextOf } from './page-answer.ts'
import { readOptions } from './query-options.ts'

/** Answers resources that are no directory objects, a list or one of them. Of the query options they know `$select` alone. */
export const selectPlain = (call: GraphCall, set: string, found: readonly JsonObject[] | JsonObject): GraphAnswer => {
  const { select, filter } = readOptions(call.request.query)
  if (filter !== null) throw new GraphFault('aqp-notindexed', { property: '$filter', resource: set })
  const one = !isList(found)
  const cut = (item: JsonObject): JsonObject => (select === null ? item : cutTo(item, select, set))
  const context = { '@odata.context': contextOf(call.publicUrl, set, select, one) }
  return { status: 200, body: one ? { ...context, ...cut(found) } : { ...context, value: found.map(cut) } }
}

const isList = (found: readonly JsonObject[] | JsonObject): found is readonly JsonObject[] => Array.isArray(found)

const cutTo = (item: JsonObject, select: readonly string[], set: string): JsonObject => {
  const keys = Object.keys(item)
  return Object.fromEntries(
    select.map((name) => {
      const key = keys.find((candidate) => candidate.toLowerCase() === name.toLowerCase())
      if (key === undefined) throw new GraphFault('select-unknown', { property: name, type: set.replace(/s$/, '') })
      return [key, item[key] ?? null]
    }),
  )
}
