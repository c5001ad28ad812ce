import { membershipsOf } from '../../entra/membership.ts'
import { type StoredObject, type StoredUser, textOf } from '../../entra/stored-objects.ts'
import type { GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'

/** Properties that only a higher role may change on somebody with an admin role. */
const sensitive: ReadonlySet<string> = new Set([
  'accountEnabled',
  'businessPhones',
  'mobilePhone',
  'onPremisesImmutableId',
  'otherMails',
  'passwordProfile',
  'userPrincipalName',
])

/** Holders of these may be changed by a User Administrator. */
const modestRoles: ReadonlySet<string> = new Set([
  'Directory Readers',
  'Groups Administrator',
  'Guest Inviter',
  'Helpdesk Administrator',
  'Message Center Reader',
  'Password Administrator',
  'Reports Reader',
  'User Administrator',
  'Usage Summary Reports Reader',
])

const highRoles: ReadonlySet<string> = new Set(['Global Administrator', 'Privileged Authentication Administrator'])

const rolesOf = (call: GraphCall, id: string): readonly string[] =>
  membershipsOf(call.store, id).flatMap((holder) =>
    holder.type === 'directoryRole' ? (textOf(holder, 'displayName') ?? []) : [],
  )

const isInRoleGroup = (call: GraphCall, id: string): boolean =>
  [...membershipsOf(call.store, id), ...ownedBy(call, id)].some(
    (holder) => holder.properties.isAssignableToRole === true,
  )

const ownedBy = (call: GraphCall, id: string): readonly StoredObject[] =>
  [...call.store.owners.to(id)].flatMap((group) => call.store.object(group) ?? [])

/** The admin roles of whoever asks. */
const callerRoles = (call: GraphCall): readonly string[] => {
  if (call.caller.user !== undefined) return rolesOf(call, call.caller.user)
  const principal = call.store.principals().find((object) => textOf(object, 'appId') === call.caller.appId)
  return principal ? rolesOf(call, principal.id) : []
}

/**
 * Refuses a sensitive action on somebody above the caller.
 * https://learn.microsoft.com/graph/api/resources/users#who-can-perform-sensitive-actions
 */
export const guardSensitive = (call: GraphCall, target: StoredUser, changes: readonly string[]): void => {
  if (changes.some((name) => sensitive.has(name))) guardTarget(call, target)
}

/** The same for actions that are sensitive as a whole: delete and restore. */
export const guardTarget = (call: GraphCall, target: StoredUser): void => {
  const above = isInRoleGroup(call, target.id) || rolesOf(call, target.id).some((role) => !modestRoles.has(role))
  if (above && !callerRoles(call).some((role) => highRoles.has(role))) throw new GraphFault('authz-denied')
}

/**
 * What an application does in somebody's name it can do as far as that person could: changes need an admin role.
 * https://learn.microsoft.com/graph/permissions-overview
 */
export const guardDelegated = (call: GraphCall): void => {
  const { user } = call.caller
  if (user === undefined || call.request.method === 'GET') return
  if (rolesOf(call, user).length === 0) throw new GraphFault('authz-denied')
}
