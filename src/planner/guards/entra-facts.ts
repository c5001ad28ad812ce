import type { EntraGroup, EntraUser } from '../../model/entra-objects.ts'
import {
  type Eligibilities,
  GLOBAL_ADMINISTRATOR,
  type HeldRole,
  type RoleScope,
  WHOLE_TENANT,
} from '../../model/entra-rights.ts'
import type { EntraReader } from '../../ports/entra.ts'
import type { AccountFacts, ObjectFacts, RoleFact } from './guard-facts.ts'

/** What is asked of Entra about objects that a plan writes to. */
export interface EntraFactReader {
  readonly entra: EntraReader
  /** Id of the user that the tool signs in as; null for an application. */
  readonly self: string | null
}

/** Members of such a group hold the admin roles that the group has, or may be given. */
const inRoleGroups = (groups: readonly EntraGroup[]): readonly RoleFact[] =>
  groups
    .filter((group) => group.isAssignableToRole)
    .map(({ id, displayName }) => ({
      spellings: [displayName, id],
      because: `is in ${displayName}, which may hold admin roles`,
    }))

const part = (scope: RoleScope): string => (scope === WHOLE_TENANT ? '' : ` for ${scope.replace(/^\//, '')}`)

const heldFacts = (held: readonly HeldRole[]): readonly RoleFact[] =>
  held.map(({ roleName, roleId, scope }) => ({
    spellings: [roleName, roleId],
    because: `holds the admin role ${roleName}${part(scope)}`,
  }))

/** Whoever may switch a role on is an administrator who has not done so at this moment. */
const eligibleFacts = (eligible: Eligibilities): readonly RoleFact[] =>
  eligible.readable
    ? eligible.roles.map(({ roleName, roleId, scope }) => ({
        spellings: [roleName, roleId],
        because: `may switch on the admin role ${roleName}${part(scope)}`,
      }))
    : []

/** Somebody has put a member into such a group: it follows no rule and does not come from Active Directory. */
const isJoined = ({ groupTypes, onPremisesSyncEnabled }: EntraGroup): boolean =>
  !groupTypes.includes('DynamicMembership') && !onPremisesSyncEnabled

/** Whether nobody else who may sign in is a Global Administrator, so that without this one nobody could mend the tenant. */
const isLastAdministrator = async (entra: EntraReader, id: string, held: readonly HeldRole[]): Promise<boolean> => {
  if (!held.some(({ roleId, scope }) => roleId === GLOBAL_ADMINISTRATOR && scope === WHOLE_TENANT)) return false
  const role = (await entra.rolesOf(id)).find(({ roleTemplateId }) => roleTemplateId === GLOBAL_ADMINISTRATOR)
  if (!role) return false
  const holders = await entra.roleMembers(role.id)
  return !holders.some((holder) => holder.enabled && holder.id !== id)
}

const spellingsOf = ({ id, userPrincipalName, properties }: EntraUser): readonly string[] =>
  [id, userPrincipalName, properties['employeeId'], properties['mail']].filter((text) => typeof text === 'string')

/** Facts about a user, or null where there is none with this id any more. */
export const entraAccountFacts = async (
  { entra, self }: EntraFactReader,
  id: string,
): Promise<{ readonly user: EntraUser; readonly facts: AccountFacts } | null> => {
  const user = await entra.user(id)
  if (!user) return null
  const [held, eligible, groups] = await Promise.all([entra.heldRoles(id), entra.eligibleRoles(id), entra.groupsOf(id)])
  const own = id === self ? ['is the account that Joinery signs in with'] : []
  const last = (await isLastAdministrator(entra, id, held)) ? ['is the last Global Administrator who can sign in'] : []
  return {
    user,
    facts: {
      id,
      name: user.displayName ?? user.userPrincipalName,
      dn: null,
      spellings: spellingsOf(user),
      because: [...own, ...last],
      roles: [...heldFacts(held), ...eligibleFacts(eligible), ...inRoleGroups(groups)],
      groups: groups.filter(isJoined).map((group) => group.id),
      indispensable: own[0] ?? last[0] ?? null,
    },
  }
}

/** Facts about a group, or null where there is none with this id any more. */
export const entraGroupFacts = async ({ entra }: EntraFactReader, id: string): Promise<ObjectFacts | null> => {
  const group = await entra.group(id)
  if (!group) return null
  return {
    id,
    name: group.displayName,
    dn: null,
    spellings: [id, group.displayName, ...(group.mail === null ? [] : [group.mail])],
    because: group.isAssignableToRole ? ['may hold admin roles'] : [],
  }
}
