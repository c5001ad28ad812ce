import type { Ownable, OwnedType } from '../model/entra-rights.ts'
import {
  type DeletablePath,
  deletablePath,
  type GraphPath,
  guid,
  literal,
  opaque,
  path,
  withQuery,
} from './graph-url.ts'

const directory = (...segments: readonly string[]): GraphPath => path('roleManagement', 'directory', ...segments)

/** Lists of role management have to be asked about somebody; each item brings its role with it. */
const ofPrincipal = (collection: string, userId: string): GraphPath =>
  withQuery(directory(collection), { filter: `principalId eq '${guid(userId)}'`, expand: 'roleDefinition' })

const collections: { readonly [T in OwnedType]: string } = {
  group: 'groups',
  application: 'applications',
  servicePrincipal: 'servicePrincipals',
}

const below = ({ type, id }: Ownable): readonly [string, string] => [collections[type], guid(id)]

const MOST_PER_PAGE = 999

/** Addresses of rights. https://learn.microsoft.com/graph/api/resources/rolemanagement */
export const rightsUrls = {
  roleDefinitions: (select: readonly string[]): GraphPath => withQuery(directory('roleDefinitions'), { select }),
  roleAssignments: directory('roleAssignments'),
  roleAssignment: (id: string): DeletablePath =>
    deletablePath('roleManagement', 'directory', 'roleAssignments', opaque(id)),
  roleAssignmentsOf: (userId: string): GraphPath => ofPrincipal('roleAssignments', userId),
  activeRolesOf: (userId: string): GraphPath => ofPrincipal('roleAssignmentScheduleInstances', userId),
  eligibleRolesOf: (userId: string): GraphPath => ofPrincipal('roleEligibilityScheduleInstances', userId),
  assignmentRequests: directory('roleAssignmentScheduleRequests'),
  eligibilityRequests: directory('roleEligibilityScheduleRequests'),
  roleMemberRef: (roleId: string, memberId: string): DeletablePath =>
    deletablePath('directoryRoles', guid(roleId), 'members', guid(memberId), '$ref'),

  servicePrincipal: (id: string, select: readonly string[]): GraphPath =>
    withQuery(path('servicePrincipals', guid(id)), { select }),
  servicePrincipalsNamed: (name: string, select: readonly string[]): GraphPath =>
    withQuery(path('servicePrincipals'), { select, filter: `displayName eq ${literal('displayName', name)}` }),
  appRoles: (userId: string): GraphPath => path('users', guid(userId), 'appRoleAssignments'),
  appRole: (userId: string, id: string): DeletablePath =>
    deletablePath('users', guid(userId), 'appRoleAssignments', opaque(id)),

  consentsOf: (userId: string): GraphPath => path('users', guid(userId), 'oauth2PermissionGrants'),
  consents: path('oauth2PermissionGrants'),
  consent: (id: string): DeletablePath => deletablePath('oauth2PermissionGrants', opaque(id)),

  ownedBy: (userId: string, select: readonly string[]): GraphPath =>
    withQuery(path('users', guid(userId), 'ownedObjects'), { select, top: MOST_PER_PAGE }),
  owners: (object: Ownable, select: readonly string[]): GraphPath =>
    withQuery(path(...below(object), 'owners'), { select, top: MOST_PER_PAGE }),
  /** To add to by POST; not deletable. */
  ownersRef: (object: Ownable): GraphPath => path(...below(object), 'owners', '$ref'),
  ownerRef: (object: Ownable, ownerId: string): DeletablePath =>
    deletablePath(...below(object), 'owners', guid(ownerId), '$ref'),

  directReports: (userId: string, select: readonly string[]): GraphPath =>
    withQuery(path('users', guid(userId), 'directReports'), { select, top: MOST_PER_PAGE }),
}
