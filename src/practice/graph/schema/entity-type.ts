import type { Json } from '../../../model/json.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import { membershipsOf, membersOf, transitiveMembershipsOf, transitiveMembersOf } from '../../entra/membership.ts'
import { sponsorsOf } from '../../entra/sponsors.ts'
import type { StoredObject } from '../../entra/stored-objects.ts'
import { groupFilterPaths, userFilterPaths } from './filter-paths.ts'
import { groupProperties } from './group-properties.ts'
import type { PropertyTable } from './property.ts'
import { readGroup } from './read-group.ts'
import { readUser } from './read-user.ts'
import { userProperties } from './user-properties.ts'

/** Follows a link of an object. */
type Follow = (store: EntraStore, id: string) => readonly StoredObject[]

/** How Graph speaks of one type of directory object. */
export interface EntityType {
  /** As in `microsoft.graph.user`. */
  readonly name: string
  /** As in refusals: `resource 'User'`. */
  readonly resource: string
  /** As in `$metadata#users`. */
  readonly set: string
  readonly properties: PropertyTable
  readonly paths: { readonly [path: string]: string }
  /** Links that can be expanded or filtered by. */
  readonly links: { readonly [link: string]: Follow }
  /** Links that hold one object. */
  readonly single: readonly string[]
  read(store: EntraStore, object: StoredObject, property: string): Json
}

const live = (store: EntraStore, ids: Iterable<string>): readonly StoredObject[] =>
  [...ids].flatMap((id) => store.object(id) ?? [])

/** Every link of the directory, by its name. */
export const links = {
  manager: (store, id) => live(store, store.managers.of(id)),
  directReports: (store, id) => live(store, store.managers.to(id)),
  memberOf: membershipsOf,
  transitiveMemberOf: transitiveMembershipsOf,
  ownedObjects: (store, id) => live(store, store.owners.to(id)),
  members: membersOf,
  transitiveMembers: transitiveMembersOf,
  owners: (store, id) => live(store, store.owners.of(id)),
  sponsors: sponsorsOf,
} satisfies { readonly [link: string]: Follow }

const plain = (_store: EntraStore, object: StoredObject, property: string): Json => {
  if (property === 'id') return object.id
  return property === 'deletedDateTime' ? object.deletedDateTime : (object.properties[property] ?? null)
}

/** A list that nothing was put into is empty. */
const withRoles = (store: EntraStore, object: StoredObject, property: string): Json =>
  plain(store, object, property) ?? (property === 'appRoles' ? [] : null)

const { manager, directReports, memberOf, transitiveMemberOf, ownedObjects, members, owners, sponsors } = links

const user: EntityType = {
  name: 'user',
  resource: 'User',
  set: 'users',
  properties: userProperties,
  paths: userFilterPaths,
  links: { manager, directReports, memberOf, transitiveMemberOf, ownedObjects, sponsors },
  single: ['manager'],
  read: (store, object, property) => (object.type === 'user' ? readUser(store, object, property) : null),
}

const group: EntityType = {
  name: 'group',
  resource: 'Group',
  set: 'groups',
  properties: groupProperties,
  paths: groupFilterPaths,
  links: { members, owners, memberOf },
  single: [],
  read: (store, object, property) => (object.type === 'group' ? readGroup(store, object, property) : null),
}

const text = { type: 'text', byDefault: true } as const

const directoryRole: EntityType = {
  name: 'directoryRole',
  resource: 'DirectoryRole',
  set: 'directoryRoles',
  properties: {
    id: { type: 'guid', byDefault: true, filter: 'D....' },
    deletedDateTime: { type: 'time', byDefault: true },
    description: text,
    displayName: { ...text, filter: 'D....' },
    roleTemplateId: { ...text, filter: 'D....' },
  },
  paths: {},
  links: { members },
  single: [],
  read: plain,
}

const servicePrincipal: EntityType = {
  name: 'servicePrincipal',
  resource: 'ServicePrincipal',
  set: 'servicePrincipals',
  properties: {
    id: { type: 'guid', byDefault: true, filter: 'D....' },
    deletedDateTime: { type: 'time', byDefault: true },
    accountEnabled: { type: 'flag', byDefault: true, filter: 'D....' },
    appId: { ...text, filter: 'DD...' },
    displayName: { ...text, filter: 'DD..A', sortable: true, searchable: true },
    servicePrincipalType: { ...text, filter: 'D....' },
    appRoles: { type: 'objects', byDefault: true },
  },
  paths: {},
  links: { memberOf, owners, ownedObjects },
  single: [],
  read: withRoles,
}

const application: EntityType = {
  name: 'application',
  resource: 'Application',
  set: 'applications',
  properties: {
    id: { type: 'guid', byDefault: true, filter: 'D....' },
    deletedDateTime: { type: 'time', byDefault: true },
    appId: { ...text, filter: 'DD...' },
    appRoles: { type: 'objects', byDefault: true },
    createdDateTime: { type: 'time', byDefault: true },
    displayName: { ...text, filter: 'DD..A', sortable: true, searchable: true },
    signInAudience: { ...text, filter: 'D....' },
  },
  paths: {},
  links: { owners },
  single: [],
  read: withRoles,
}

export const entityTypes = { user, group, directoryRole, servicePrincipal, application } as const

export const entityTypeOf = (object: StoredObject): EntityType => entityTypes[object.type]

/** What members and memberships of several types have in common. */
export const directoryObjectType: EntityType = {
  name: 'directoryObject',
  resource: 'DirectoryObject',
  set: 'directoryObjects',
  properties: {
    id: { type: 'guid', byDefault: true, filter: 'D....' },
    deletedDateTime: { type: 'time', byDefault: true },
    displayName: { ...text, filter: 'DD..A', sortable: true, searchable: true },
  },
  paths: {},
  links: {},
  single: [],
  read: (store, object, property) => entityTypeOf(object).read(store, object, property),
}
