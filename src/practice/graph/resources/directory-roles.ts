import type { JsonObject } from '../../../model/json.ts'
import { activateRole } from '../../entra/role-assignments.ts'
import { roleFactOf, roleFacts } from '../../entra/role-facts.ts'
import { textOf } from '../../entra/stored-objects.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { listObjects } from '../odata/list-objects.ts'
import { selectPlain } from '../odata/plain-list.ts'
import { showCreated, showObject } from '../odata/show-object.ts'
import type { Route } from '../route.ts'
import { entityTypes } from '../schema/entity-type.ts'
import { bodyObject, resolveTyped } from './resolve.ts'

/** Before a role can be given by way of its members it has to be activated. https://learn.microsoft.com/graph/api/directoryrole-post-directoryroles */
const activate = (call: GraphCall): GraphAnswer => {
  const { roleTemplateId } = bodyObject(call)
  if (typeof roleTemplateId !== 'string')
    throw new GraphFault('required', { property: 'roleTemplateId', resource: 'DirectoryRole' })
  const fact = roleFactOf(roleTemplateId)
  if (!fact) throw new GraphFault('not-found', { id: roleTemplateId })
  if (call.store.roles().some((role) => textOf(role, 'roleTemplateId') === fact.id))
    throw new GraphFault('conflict-generic')
  return showCreated(call, activateRole(call.store, fact.id))
}

const templateOf = ({ id, description, displayName }: (typeof roleFacts)[number]): JsonObject => ({
  id,
  deletedDateTime: null,
  description,
  displayName,
})

const template = (call: GraphCall): GraphAnswer => {
  const fact = roleFactOf(call.params.id ?? '')
  if (!fact) throw new GraphFault('not-found', { id: call.params.id ?? '' })
  return selectPlain(call, 'directoryRoleTemplates', templateOf(fact))
}

export const directoryRoleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/directoryRoles',
    handle: (call) => listObjects(call, { type: entityTypes.directoryRole, all: () => call.store.roles() }),
  },
  { method: 'POST', path: '/directoryRoles', handle: activate },
  {
    method: 'GET',
    path: '/directoryRoles/{id}',
    handle: (call) => showObject(call, resolveTyped(call, 'directoryRole')),
  },
  {
    method: 'GET',
    path: '/directoryRoleTemplates',
    handle: (call) => selectPlain(call, 'directoryRoleTemplates', roleFacts.map(templateOf)),
  },
  { method: 'GET', path: '/directoryRoleTemplates/{id}', handle: template },
]
