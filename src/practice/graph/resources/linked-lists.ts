import type { StoredObject } from '../../entra/stored-objects.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { listObjects } from '../odata/list-objects.ts'
import type { Route } from '../route.ts'
import { directoryObjectType, type EntityType, entityTypes, links } from '../schema/entity-type.ts'
import { resolveGroup, resolveTyped, resolveUser } from './resolve.ts'

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

const linkRoute =
  (collection: string, resolve: (call: GraphCall) => StoredObject) =>
  (link: Link): Route => ({
    method: 'GET',
    path: `/${collection}/{id}/${link}`,
    handle: (call) => {
      const { id } = resolve(call)
      return listLinked(call, () => links[link](call.store, id))
    },
  })

const ofUser = linkRoute('users', (call) => resolveUser(call))
const ofGroup = linkRoute('groups', (call) => resolveGroup(call))
const ofDevice = linkRoute('devices', (call) => resolveTyped(call, 'device'))
const ofPrincipal = linkRoute('servicePrincipals', (call) => resolveTyped(call, 'servicePrincipal'))
const ofRole = linkRoute('directoryRoles', (call) => resolveTyped(call, 'directoryRole'))

const userLinks = [
  'directReports',
  'memberOf',
  'transitiveMemberOf',
  'ownedObjects',
  'sponsors',
  'ownedDevices',
  'registeredDevices',
] as const
const groupLinks = ['members', 'transitiveMembers', 'owners', 'memberOf', 'transitiveMemberOf'] as const
const deviceLinks = ['memberOf', 'transitiveMemberOf', 'registeredOwners', 'registeredUsers'] as const

export const linkedListRoutes: readonly Route[] = [
  ...userLinks.map(ofUser),
  ...groupLinks.map(ofGroup),
  ...deviceLinks.map(ofDevice),
  ...(['memberOf', 'transitiveMemberOf', 'ownedObjects'] as const).map(ofPrincipal),
  ofRole('members'),
]
