import type { Json } from '../../../model/json.ts'
import { softDelete } from '../../entra/soft-delete.ts'
import type { StoredObject } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { contextOf } from '../odata/page-answer.ts'
import { representTyped } from '../odata/represent.ts'
import { showObject } from '../odata/show-object.ts'
import { requireRoles } from '../permissions.ts'
import type { Route } from '../route.ts'
import { directoryObjectType } from '../schema/entity-type.ts'
import { guardTarget } from './privileged.ts'
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

/** Deletes whatever the id names; the permission is that of its type. https://learn.microsoft.com/graph/api/directoryobject-delete */
const remove = (call: GraphCall): GraphAnswer => {
  const object = resolveObject(call)
  requireRoles(call.caller, deleting[object.type])
  if (object.type === 'user') guardTarget(call, object)
  if (object.type === 'user' || object.type === 'group') softDelete(call.store, object)
  else if (object.type === 'device') call.store.erase(object.id)
  else call.store.put({ ...object, deletedDateTime: call.store.timestamp() })
  return noContent
}

const applications = ['Application.ReadWrite.All']
const deleting: { readonly [type in StoredObject['type']]: readonly string[] } = {
  user: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
  group: ['Group.ReadWrite.All'],
  device: ['Device.ReadWrite.All'],
  application: applications,
  servicePrincipal: applications,
  // A role cannot be taken away once it is activated.
  directoryRole: [],
}

export const directoryObjectRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/directoryObjects/{id}',
    handle: (call) => showObject(call, resolveObject(call), directoryObjectType),
  },
  { method: 'POST', path: '/directoryObjects/getByIds', handle: getByIds },
  { method: 'DELETE', path: '/directoryObjects/{id}', handle: remove },
]
