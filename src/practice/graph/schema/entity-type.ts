import type { Json } from '../../../model/json.ts'
import { isGraph, permissionId } from '../../entra/client-permissions.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import { membershipsOf, membersOf, transitiveMembershipsOf, transitiveMembersOf } from '../../entra/membership.ts'
import { sponsorsOf } from '../../entra/sponsors.ts'
import { storedDevice } from '../../entra/stored-devices.ts'
import type { StoredObject } from '../../entra/stored-objects.ts'
import { graphPermissions } from '../permissions.ts'
import { deviceFilterPaths, deviceProperties } from './device-properties.ts'
import { groupFilterPaths, userFilterPaths } from './filter-paths.ts'
import { groupProperties } from './group-properties.ts'
import { principalFilterPaths, principalProperties } from './principal-properties.ts'
import type { PropertyTable } from './property.ts'
import { readGroup } from './read-group.ts'
import { readUser } from './read-user.ts'
import { unset } from './unset.ts'
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
  registeredOwners: (store, id) => live(store, storedDevice(store, id)?.registeredOwners ?? []),
  registeredUsers: (store, id) => live(store, storedDevice(store, id)?.registeredUsers ?? []),
  ownedDevices: (store, id) => store.devices().filter(({ registeredOwners }) => registeredOwners.includes(id)),
  registeredDevices: (store, id) => store.devices().filter(({ registeredUsers }) => registeredUsers.includes(id)),
} satisfies { readonly [link: string]: Follow }

const plain = (_store: EntraStore, object: StoredObject, property: string): Json => {
  if (property === 'id') return object.id
  return property === 'deletedDateTime' ? object.deletedDateTime : (object.properties[property] ?? null)
}

/** A list that nothing was put into is empty. Graph's roles are its permissions. */
const withRoles = (store: EntraStore, object: StoredObject, property: string): Json => {
  if (property === 'appRoles' && object.type === 'servicePrincipal' && isGraph(object)) return graphRoles(store)
  return plain(store, object, property) ?? unset(store, object, entityTypeOf(object).properties, property)
}

/** https://learn.microsoft.com/graph/permissions-reference */
const graphRoles = (store: EntraStore): Json =>
  graphPermissions.map((value) => ({
    id: permissionId(store, value),
    allowedMemberTypes: ['Application'],
    description: value,
    displayName: value,
    isEnabled: true,
    origin: 'Application',
    value,
  }))

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
  properties: principalProperties,
  paths: principalFilterPaths,
  links: { memberOf, transitiveMemberOf, owners, ownedObjects },
  single: [],
  read: withRoles,
}

const { registeredOwners, registeredUsers } = links

const device: EntityType = {
  name: 'device',
  resource: 'Device',
  set: 'devices',
  properties: deviceProperties,
  paths: deviceFilterPaths,
  links: { memberOf, transitiveMemberOf, registeredOwners, registeredUsers },
  single: [],
  read: (store, object, property) => plain(store, object, property) ?? unset(store, object, deviceProperties, property),
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

export const entityTypes = { user, group, directoryRole, servicePrincipal, application, device } as const

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
