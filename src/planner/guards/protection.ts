import { isBelow, sameDn, tryParseDn } from '../../model/distinguished-name.ts'
import { isNamed } from '../../model/is-named.ts'
import type { Policy, PrivilegeRule } from '../../model/policy.ts'
import type { GuardView } from './guard.ts'
import type { GuardFacts, ObjectFacts } from './guard-facts.ts'

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

/** Every reason for which an object is protected; empty for most. */
export const whyProtected = (
  object: ObjectFacts,
  what: 'accounts' | 'groups',
  { policy, facts }: Pick<GuardView, 'policy' | 'facts'>,
): readonly string[] => [
  ...object.because,
  ...(isNamed(policy.protected[what], object.spellings) ? ['is protected by the policy'] : []),
  ...fromOu(policy, object.dn, facts),
]

/** Why nothing may be put at this DN; empty for most. */
export const whyProtectedPlace = (
  dn: string,
  { policy, facts }: Pick<GuardView, 'policy' | 'facts'>,
): readonly string[] => fromOu(policy, dn, facts)

/** The rule by which this playbook may write to a protected object, or undefined. */
export const ruleFor = (
  object: Pick<ObjectFacts, 'spellings' | 'dn'>,
  what: 'accounts' | 'groups',
  { plan, policy, facts }: GuardView,
): PrivilegeRule | undefined =>
  policy.privilege.find(
    (rule) =>
      rule.playbook === plan.playbook.name &&
      (isNamed(rule[what], object.spellings) || ouAround(rule.ous, object.dn, facts) !== undefined),
  )
