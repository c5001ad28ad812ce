import type { EntraStore } from './entra-store.ts'
import { roleGrants, type StoredRoleGrant, tieId } from './rights-shelves.ts'
import { roleFacts } from './role-facts.ts'
import { type StoredRole, textOf } from './stored-objects.ts'

const WHOLE = '/'

/** The opaque id of an assignment. https://learn.microsoft.com/graph/api/resources/unifiedroleassignment */
export const assignmentId = (roleDefinitionId: string, principalId: string, scope: string): string =>
  `${tieId(roleDefinitionId, principalId)}-1${scope === WHOLE ? '' : tieId(scope.slice(scope.lastIndexOf('/') + 1))}`

const isOver = (store: EntraStore, { endDateTime }: { readonly endDateTime: string | null }): boolean =>
  endDateTime !== null && Date.parse(endDateTime) <= store.clock.now()

/** Those that count at this moment. */
export const current = <T extends { readonly endDateTime: string | null }>(
  store: EntraStore,
  all: readonly T[],
): readonly T[] => all.filter((one) => !isOver(store, one))

const grantOf = (store: EntraStore, role: StoredRole, principalId: string): StoredRoleGrant => {
  const roleDefinitionId = textOf(role, 'roleTemplateId') ?? role.id
  const id = assignmentId(roleDefinitionId, principalId, WHOLE)
  const known = roleGrants(store).get(id)
  if (known) return known
  return {
    id,
    principalId,
    roleDefinitionId,
    directoryScopeId: WHOLE,
    assignmentType: 'Assigned',
    startDateTime: null,
    endDateTime: null,
  }
}

/** Every assignment that is active: links of activated roles, and those for a part of the tenant. */
export const activeGrants = (store: EntraStore): readonly StoredRoleGrant[] => {
  const whole = store
    .roles()
    .flatMap((role) => [...store.members.of(role.id)].map((principal) => grantOf(store, role, principal)))
  const parts = roleGrants(store)
    .all()
    .filter(({ directoryScopeId }) => directoryScopeId !== WHOLE)
  return current(store, [...whole, ...parts]).filter(({ principalId }) => store.object(principalId))
}

/** The activated role of a definition; a role is activated when it is given for the first time. */
export const activateRole = (store: EntraStore, roleDefinitionId: string): StoredRole => {
  const found = store.roles().find((role) => textOf(role, 'roleTemplateId') === roleDefinitionId)
  if (found) return found
  const fact = roleFacts.find(({ id }) => id === roleDefinitionId)
  const properties = {
    displayName: fact?.displayName ?? roleDefinitionId,
    description: fact?.description ?? null,
    roleTemplateId: roleDefinitionId,
  }
  const role: StoredRole = {
    type: 'directoryRole',
    id: store.ids.uuid('activated role', roleDefinitionId),
    deletedDateTime: null,
    properties,
  }
  store.put(role)
  return role
}

export const giveRole = (store: EntraStore, grant: StoredRoleGrant): void => {
  const { id, principalId, roleDefinitionId, directoryScopeId, endDateTime, assignmentType } = grant
  const isPlain = endDateTime === null && assignmentType === 'Assigned'
  if (directoryScopeId === WHOLE) store.link('members', activateRole(store, roleDefinitionId).id, principalId)
  if (directoryScopeId !== WHOLE || !isPlain) roleGrants(store).put(id, grant)
}

export const takeRole = (
  store: EntraStore,
  { id, principalId, roleDefinitionId, directoryScopeId }: StoredRoleGrant,
): void => {
  if (directoryScopeId === WHOLE) store.unlink('members', activateRole(store, roleDefinitionId).id, principalId)
  roleGrants(store).remove(id)
}
