import type { StoredObject } from '../../entra/stored-objects.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { type EntityType, entityTypeOf } from '../schema/entity-type.ts'
import { contextOf, tipsFor } from './page-answer.ts'
import { readOptions } from './query-options.ts'
import { checkSelect, expanded, represent, representTyped } from './represent.ts'

/** Answers one object as the type of its collection, with the properties that the request asks for. */
export const showObject = (call: GraphCall, object: StoredObject, as?: EntityType, status = 200): GraphAnswer => {
  const type = as ?? entityTypeOf(object)
  const options = readOptions(call.request.query)
  const select = withId(checkSelect(options.select, type), type)
  const show = as ? representTyped : represent
  return {
    status,
    body: {
      '@odata.context': contextOf(call.publicUrl, type.set, select, true),
      ...tipsFor(call, select),
      ...show(call.store, object, select),
      ...expanded(call.store, object, options.expand),
    },
  }
}

/** What is kept outside Entra is answered together with the id, asked for or not. https://learn.microsoft.com/graph/api/group-get (example 2) */
const withId = (select: readonly string[] | null, { name, properties }: EntityType): readonly string[] | null =>
  name === 'group' && select?.some((property) => properties[property]?.elsewhere) ? ['id', ...select] : select

/** The answer to a write that made an object. */
export const showCreated = (call: GraphCall, object: StoredObject): GraphAnswer => {
  const type = entityTypeOf(object)
  const location = `https://graph.microsoft.com/v2/${call.store.tenant.id}/directoryObjects/${object.id}/Microsoft.DirectoryServices.${type.resource}`
  return {
    status: 201,
    headers: { location },
    body: { '@odata.context': contextOf(call.publicUrl, type.set, null, true), ...represent(call.store, object, null) },
  }
}
