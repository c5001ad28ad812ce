import type { Json } from '../../../model/json.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { listObjects } from '../odata/list-objects.ts'
import { contextOf } from '../odata/page-answer.ts'
import { representTyped } from '../odata/represent.ts'
import { showObject } from '../odata/show-object.ts'
import type { Route } from '../route.ts'
import { directoryObjectType, entityTypes } from '../schema/entity-type.ts'
import { bodyObject, isGuid, resolveObject } from './resolve.ts'

const MOST_IDS = 1000

/** https://learn.microsoft.com/graph/api/directoryobject-getbyids: ids without an object are left out. */
const getByIds = (call: GraphCall): GraphAnswer => {
  const { ids, types } = bodyObject(call)
  if (!isTextList(ids)) throw new GraphFault('required', { property: 'ids', resource: 'DirectoryObject' })
  if (ids.length > MOST_IDS || ids.some((id) => !isGuid(id))) throw new GraphFault('invalid-values')
  const wanted = isTextList(types) ? types.map((type) => type.toLowerCase()) : null
  const value = ids
    .flatMap((id) => call.store.object(id) ?? [])
    .filter(({ type }) => !wanted || wanted.includes(type.toLowerCase()) || wanted.includes('directoryobject'))
    .map((object) => representTyped(call.store, object, null))
  return { status: 200, body: { '@odata.context': contextOf(call.publicUrl, 'directoryObjects', null), value } }
}

const isTextList = (value: Json | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((item: Json) => typeof item === 'string')

const role = (call: GraphCall): GraphAnswer => {
  const object = resolveObject(call)
  if (object.type !== 'directoryRole') throw new GraphFault('not-found', { id: object.id })
  return showObject(call, object)
}

export const directoryObjectRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/directoryObjects/{id}',
    handle: (call) => showObject(call, resolveObject(call), directoryObjectType),
  },
  { method: 'POST', path: '/directoryObjects/getByIds', handle: getByIds },
  {
    method: 'GET',
    path: '/directoryRoles',
    handle: (call) => listObjects(call, { type: entityTypes.directoryRole, all: () => call.store.roles() }),
  },
  { method: 'GET', path: '/directoryRoles/{id}', handle: role },
]
