import type { StoredObject } from '../../entra/stored-objects.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { listObjects } from '../odata/list-objects.ts'
import type { Route } from '../route.ts'
import { directoryObjectType, type EntityType, entityTypes, links } from '../schema/entity-type.ts'
import { resolveGroup, resolveObject, resolveUser } from './resolve.ts'

/** Lists objects reached through a link: of mixed types, or of the one that the path names. */
const listLinked = (call: GraphCall, all: () => readonly StoredObject[]): GraphAnswer => {
  const type = castType(call)
  const ofType = type === directoryObjectType ? all : () => all().filter((object) => object.type === type.name)
  return listObjects(call, { type, linked: true, all: ofType })
}

const castType = ({ cast }: GraphCall): EntityType => {
  if (cast === null) return directoryObjectType
  const type = Object.values(entityTypes).find(({ name }) => name.toLowerCase() === cast.toLowerCase())
  if (!type) throw new GraphFault('segment', { segment: `microsoft.graph.${cast}` })
  return type
}

type Link = keyof typeof links

const userLink = (link: Link): Route => ({
  method: 'GET',
  path: `/users/{id}/${link}`,
  handle: (call) => {
    const user = resolveUser(call)
    return listLinked(call, () => links[link](call.store, user.id))
  },
})

const groupLink = (link: Link, path: string = link): Route => ({
  method: 'GET',
  path: `/groups/{id}/${path}`,
  handle: (call) => {
    const group = resolveGroup(call)
    return listLinked(call, () => links[link](call.store, group.id))
  },
})

const roleMembers: Route = {
  method: 'GET',
  path: '/directoryRoles/{id}/members',
  handle: (call) => {
    const role = resolveObject(call)
    return listLinked(call, () => links.members(call.store, role.id))
  },
}

export const linkedListRoutes: readonly Route[] = [
  userLink('directReports'),
  userLink('memberOf'),
  userLink('transitiveMemberOf'),
  userLink('ownedObjects'),
  userLink('sponsors'),
  groupLink('members'),
  groupLink('transitiveMembers'),
  groupLink('owners'),
  groupLink('memberOf'),
  roleMembers,
]
