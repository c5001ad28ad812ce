import { isBelow, sameDn, tryParseDn } from '../../model/distinguished-name.ts'
import { isNamed } from '../../model/is-named.ts'
import type { Policy, PrivilegeRule } from '../../model/policy.ts'
import type { GuardView } from './guard.ts'
import type { AccountFacts, GuardFacts, ObjectFacts, RoleFact } from './guard-facts.ts'

/** An OU of a policy as a full DN. */
const fullDn = (ou: string, base: string | null): string =>
  base === null || sameDn(ou, base) || isBelow(ou, base) ? ou : `${ou},${base}`

/** The OU of the list at or below which something stands, or undefined. */
const ouAround = (ous: readonly string[], dn: string | null, { base }: GuardFacts): string | undefined => {
  if (dn === null || !tryParseDn(dn)) return undefined
  return ous.find((ou) => sameDn(dn, fullDn(ou, base)) || isBelow(dn, fullDn(ou, base)))
}

const fromOu = (policy: Policy, dn: string | null, facts: GuardFacts): readonly string[] => {
  const ou = ouAround(policy.protected.ous, dn, facts)
  return ou === undefined ? [] : [`stands in ${ou}, which the policy protects`]
}

/** Reasons that no rule about admin roles lifts. */
const whyProtectedBeyondRoles = (
  object: ObjectFacts,
  what: 'accounts' | 'groups',
  { policy, facts }: Pick<GuardView, 'policy' | 'facts'>,
): readonly string[] => [
  ...object.because,
  ...(isListed(object, what, policy) ? ['is protected by the policy'] : []),
  ...fromOu(policy, object.dn, facts),
]

/** Whether the policy lists the object as one that nobody may change. */
export const isListed = ({ spellings }: ObjectFacts, what: 'accounts' | 'groups', policy: Policy): boolean =>
  isNamed(policy.protected[what], spellings)

/** Admin roles of an account; a group has none. */
export const rolesIn = (object: ObjectFacts): readonly RoleFact[] =>
  'roles' in object ? (object as AccountFacts).roles : []

/** Every reason for which an object is protected; empty for most. */
export const whyProtected = (
  object: ObjectFacts,
  what: 'accounts' | 'groups',
  view: Pick<GuardView, 'policy' | 'facts'>,
): readonly string[] => {
  const [first, ...rest] = whyProtectedBeyondRoles(object, what, view)
  const roles = rolesIn(object).map(({ because }) => because)
  return first === undefined ? roles : [first, ...rest, ...roles]
}

/** Whether nothing but admin roles protects the object. */
export const isProtectedByRolesAlone = (
  object: ObjectFacts,
  what: 'accounts' | 'groups',
  view: Pick<GuardView, 'policy' | 'facts'>,
): boolean => rolesIn(object).length > 0 && whyProtectedBeyondRoles(object, what, view).length === 0

/** Why nothing may be put at this DN; empty for most. */
export const whyProtectedPlace = (
  dn: string,
  { policy, facts }: Pick<GuardView, 'policy' | 'facts'>,
): readonly string[] => fromOu(policy, dn, facts)

const isHolderOf = (holders: PrivilegeRule['holders'], roles: readonly RoleFact[]): boolean =>
  holders === 'all' || roles.every(({ spellings }) => isNamed(holders ?? [], spellings))

/** The rule by which this playbook may write to a protected object, or undefined. */
export const ruleFor = (
  object: ObjectFacts,
  what: 'accounts' | 'groups',
  view: GuardView,
): PrivilegeRule | undefined => {
  const { plan, policy, facts } = view
  const own = policy.privilege.filter(({ playbook }) => playbook === plan.playbook.name)
  const named = own.find(
    (rule) => isNamed(rule[what], object.spellings) || ouAround(rule.ous, object.dn, facts) !== undefined,
  )
  if (named || !isProtectedByRolesAlone(object, what, view)) return named
  return own.find(({ holders }) => isHolderOf(holders, rolesIn(object)))
}

/** The rule by which this playbook may put something at a protected place, or undefined. */
export const ruleForPlace = (dn: string, { plan, policy, facts }: GuardView): PrivilegeRule | undefined =>
  policy.privilege.find(
    ({ playbook, ous }) => playbook === plan.playbook.name && ouAround(ous, dn, facts) !== undefined,
  )

/** The rule by which this playbook may give an admin role, or undefined. */
export const ruleForRole = (spellings: readonly string[], { plan, policy }: GuardView): PrivilegeRule | undefined =>
  policy.privilege.find(({ playbook, roles }) => playbook === plan.playbook.name && isNamed(roles ?? [], spellings))
