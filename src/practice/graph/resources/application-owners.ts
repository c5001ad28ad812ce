import { softDelete } from '../../entra/soft-delete.ts'
import type { StoredObject } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { listObjects } from '../odata/list-objects.ts'
import { requireRoles } from '../permissions.ts'
import type { Route } from '../route.ts'
import { directoryObjectType, links } from '../schema/entity-type.ts'
import { guardTarget } from './privileged.ts'
import { bodyReference, resolveObject, resolveTyped } from './resolve.ts'

type Owned = 'application' | 'servicePrincipal'

const owned = (call: GraphCall, type: Owned): StoredObject => {
  return resolveTyped(call, type)
}

const list =
  (type: Owned) =>
  (call: GraphCall): GraphAnswer => {
    const { id } = owned(call, type)
    return listObjects(call, { type: directoryObjectType, linked: true, all: () => links.owners(call.store, id) })
  }

const add =
  (type: Owned) =>
  (call: GraphCall): GraphAnswer => {
    const { id } = owned(call, type)
    const owner = bodyReference(call)
    if (owner.type !== 'user' && owner.type !== 'servicePrincipal')
      throw new GraphFault('member-type', { property: 'owners' })
    if (call.store.owners.has(id, owner.id)) throw new GraphFault('owner-dup')
    call.store.link('owners', id, owner.id)
    return noContent
  }

/** Unlike a group, an application may lose its last owner. */
const remove =
  (type: Owned) =>
  (call: GraphCall): GraphAnswer => {
    const { id } = owned(call, type)
    const ref = call.params.ref ?? ''
    if (!call.store.unlink('owners', id, ref.toLowerCase())) throw new GraphFault('member-missing', { id: ref })
    return noContent
  }

/** Without `/$ref` the owner himself is meant. https://learn.microsoft.com/graph/api/application-delete-owners (caution) */
const deleteOwner =
  (type: Owned) =>
  (call: GraphCall): GraphAnswer => {
    const { id } = owned(call, type)
    const target = resolveObject(call, call.params.ref)
    if (!call.store.owners.has(id, target.id) || target.type !== 'user')
      throw new GraphFault('member-missing', { id: target.id })
    requireRoles(call.caller, ['User.DeleteRestore.All', 'User.ReadWrite.All', 'User.ReadWrite.CrossCloud'])
    guardTarget(call, target)
    softDelete(call.store, target)
    return noContent
  }

const routesOf = (collection: string, type: Owned): readonly Route[] => [
  { method: 'GET', path: `/${collection}/{id}/owners`, handle: list(type) },
  { method: 'POST', path: `/${collection}/{id}/owners/$ref`, handle: add(type) },
  { method: 'DELETE', path: `/${collection}/{id}/owners/{ref}/$ref`, handle: remove(type) },
  { method: 'DELETE', path: `/${collection}/{id}/owners/{ref}`, handle: deleteOwner(type) },
]

export const applicationOwnerRoutes: readonly Route[] = [
  ...routesOf('applications', 'application'),
  ...routesOf('servicePrincipals', 'servicePrincipal'),
]
