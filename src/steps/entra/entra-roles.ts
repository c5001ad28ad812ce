import { z } from 'zod'
import type { EntraUser } from '../../model/entra-objects.ts'
import {
  type Eligibilities,
  type EligibleRole,
  type HeldRole,
  type RoleAndScope,
  type RoleDefinition,
  WHOLE_TENANT,
} from '../../model/entra-rights.ts'
import type { Fault } from '../../model/fault.ts'
import { type ObjectRef, refTo } from '../../model/object-ref.ts'
import { findEach } from '../collect-faults.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type Wanted } from '../step.ts'
import { findRole } from './find-role.ts'
import { chosen, namedOrAll } from './named-or-all.ts'

/** The person's admin roles of Entra. */
export const entraRoles = defineStep({
  verb: 'entra.roles',
  summary: "The person's admin roles of Entra, active and eligible.",
  about:
    'Takes away roles that are active (for good, for a time, or switched on) and those that can be switched on (Privileged Identity Management), for the whole tenant and for parts of it. Put it ' +
    'first: while somebody holds a role, Entra lets no application without a higher role block the account or set its password. Roles that come through a group are told of and stay: leave the group. Where eligible ' +
    'roles cannot be read, the plan says so. Giving a role takes a rule in policy.yaml (privilege: roles) and a second person; so does touching somebody who holds one (privilege: holders).',
  systems: ['entra'],
  kinds: ['entra.role.remove', 'entra.eligibility.remove', 'entra.role.add'],
  reads: ['RoleEligibilitySchedule.Read.Directory', 'RoleManagement.Read.Directory'],
  input: z.strictObject({
    remove: namedOrAll('admin roles by display name or id'),
    add: z.array(z.string().min(1)).optional().describe('Admin roles to give for good, for the whole tenant.'),
  }),
  outputs: { added: 'list<string>', removed: 'list<string>' },
  examples: [
    {
      title: 'Of somebody who leaves',
      yaml: '- entra.roles: { remove: all }',
      plans: [
        'take the admin role User Administrator from adele.vance@contoso.com',
        'no longer let adele.vance@contoso.com switch on the admin role Global Reader',
      ],
    },
  ],

  async plan(context, { remove, add = [] }) {
    const user = await requireUser(context)
    const entra = required(context.read.entra)
    const faults: Fault[] = []
    const [held, eligible] = [await entra.heldRoles(user.id), await entra.eligibleRoles(user.id)]
    const named = remove === 'all' ? [] : await findEach(faults, remove ?? [], (name) => findRole(context, name))
    const wanted = remove === 'all' ? remove : named.map(({ id }) => id)
    const [active, dormant] = [pick(held, wanted), pick(eligible.readable ? eligible.roles : [], wanted)]
    const given = await findEach(faults, add, (name) => findRole(context, name))
    const fresh = given.filter(({ id }) => !held.some((role) => isPermanent(role) && role.roleId === id))
    const gone = new Set([...active, ...dormant].map(({ roleId }) => roleId))
    return {
      changes: [
        ...active.map((role) => removal(user, role)),
        ...dormant.map((role) => eligibilityRemoval(user, role)),
        ...fresh.map((role) => addition(user, role, eligible)),
      ],
      holds: named.filter(({ id }) => !gone.has(id)).length + given.length - fresh.length,
      outputs: {
        added: fresh.map(({ displayName }) => displayName),
        removed: [...new Set([...active, ...dormant].map(({ roleName }) => roleName))],
      },
      notes: remove === undefined ? [] : notesOn(held, eligible, wanted),
      faults,
    }
  },
})

type Picked = (HeldRole | EligibleRole) & RoleAndScope

/** Those that the account holds by itself. */
const pick = <R extends Picked>(roles: readonly R[], wanted: 'all' | readonly string[]): readonly R[] =>
  chosen(
    roles.filter(({ throughGroup }) => !throughGroup),
    wanted,
    ({ roleId }) => [roleId],
  )

const isPermanent = (role: HeldRole): boolean =>
  !role.throughGroup && !role.activated && role.until === null && role.scope === WHOLE_TENANT

const roleRef = ({ roleId, roleName }: { readonly roleId: string; readonly roleName: string }): ObjectRef => ({
  id: roleId,
  name: roleName,
})

const userRef = (user: EntraUser): ObjectRef => refTo(user, user.userPrincipalName)

const removal = (user: EntraUser, role: HeldRole): Wanted => ({
  change: {
    kind: 'entra.role.remove',
    user: userRef(user),
    role: roleRef(role),
    scope: role.scope,
    until: role.until,
    by: role.by,
    assignment: refTo(role, role.roleName),
    ...(role.activated ? { activated: true } : {}),
  },
  about: `${role.roleId} ${role.scope}`,
})

const eligibilityRemoval = (user: EntraUser, role: EligibleRole): Wanted => ({
  change: {
    kind: 'entra.eligibility.remove',
    user: userRef(user),
    role: roleRef(role),
    scope: role.scope,
    until: role.until,
  },
  about: `${role.roleId} ${role.scope}`,
})

/** Where Privileged Identity Management answers, it wants to be asked. */
const addition = (user: EntraUser, { id, displayName }: RoleDefinition, { readable }: Eligibilities): Wanted => ({
  change: {
    kind: 'entra.role.add',
    user: userRef(user),
    role: { id, name: displayName },
    scope: WHOLE_TENANT,
    until: null,
    by: readable ? 'pim' : 'assignment',
  },
  about: id,
})

const notesOn = (
  held: readonly HeldRole[],
  eligible: Eligibilities,
  wanted: 'all' | readonly string[],
): readonly string[] => {
  const all: readonly Picked[] = [...held, ...(eligible.readable ? eligible.roles : [])]
  const through = all.filter(
    ({ throughGroup, roleId }) => throughGroup && (wanted === 'all' || wanted.includes(roleId)),
  )
  return [
    ...new Set(
      through.map(({ roleName }) => `the admin role ${roleName} comes through a group: it ends with the membership`),
    ),
    ...(eligible.readable
      ? []
      : [`eligible admin roles are not readable, because ${eligible.because}: look at them in the Entra admin centre`]),
  ]
}
