import { type HeldRole, type RoleScope, WHOLE_TENANT } from '../../model/entra-rights.ts'
import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { EntraReader } from '../../ports/entra.ts'
import type { Resolve } from '../change-kind.ts'

/** An admin role and the account that holds it or may switch it on. */
interface RoleOfUser {
  readonly user: ObjectRef
  /** The role definition. */
  readonly role: ObjectRef
  readonly scope: RoleScope
  /** RFC 3339; null for good. */
  readonly until: string | null
}

interface RoleHeld extends RoleOfUser {
  /** See `HeldRole`. */
  readonly by: HeldRole['by']
  /** Set where the holder switched it on by himself, which nobody else can do for him. */
  readonly activated?: true
}

export interface EntraRoleAdd extends RoleHeld {
  readonly kind: 'entra.role.add'
}

export interface EntraRoleRemove extends RoleHeld {
  readonly kind: 'entra.role.remove'
  /** The assignment, which the same plan may have made. */
  readonly assignment: ObjectRef
}

export interface EntraEligibilityAdd extends RoleOfUser {
  readonly kind: 'entra.eligibility.add'
}

export interface EntraEligibilityRemove extends RoleOfUser {
  readonly kind: 'entra.eligibility.remove'
}

/** `User Administrator`, with the part of the tenant that it counts for. */
export const roleText = ({ role, scope, until }: RoleOfUser): string => {
  const part = scope === WHOLE_TENANT ? '' : ` for ${scope.replace(/^\//, '')}`
  return `${role.name}${part}${until === null ? '' : ` until ${until}`}`
}

const isSame = ({ role, scope }: RoleOfUser, held: { readonly roleId: string; readonly scope: RoleScope }): boolean =>
  held.roleId === idIn(role) && held.scope === scope

/** The assignment of the role to the account itself; undefined where there is none. */
export const heldBy = async (entra: EntraReader, of: RoleOfUser, context: Resolve): Promise<HeldRole | undefined> => {
  const id = context.idOf(of.user)
  const roles = (await entra.user(id)) ? await entra.heldRoles(id) : []
  return roles.find((held) => !held.throughGroup && isSame(of, held))
}

/** Whether the account may switch the role on; where that cannot be read, it counts as not known (null). */
export const isEligible = async (entra: EntraReader, of: RoleOfUser, context: Resolve): Promise<boolean | null> => {
  const id = context.idOf(of.user)
  if (!(await entra.user(id))) return false
  const eligible = await entra.eligibleRoles(id)
  if (!eligible.readable) return null
  return eligible.roles.some((role) => !role.throughGroup && isSame(of, role))
}

/** Why a role cannot be given back that would have ended by itself meanwhile. */
export const ended = ({ role, until }: RoleOfUser, now: number): readonly string[] =>
  until !== null && Date.parse(until) <= now ? [`${role.name}: it would have ended by itself on ${until}`] : []
