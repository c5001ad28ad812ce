import { idIn } from '../../model/object-ref.ts'
import type { Approvers, GuardVerdict } from '../../model/plan.ts'
import { approvable, type GuardView, type Meant, meantBy, strictest, told } from './guard.ts'
import type { AccountFacts, ObjectFacts } from './guard-facts.ts'
import { ruleFor, whyProtected, whyProtectedPlace } from './protection.ts'

/** One write to something protected. */
interface Touch {
  /** How the object is called, and why it is protected. */
  readonly what: string
  /** Who has to approve; null where the policy does not let it at all. */
  readonly approvers: Approvers | null
}

const touchOf = (object: ObjectFacts, what: 'accounts' | 'groups', view: GuardView): readonly Touch[] => {
  const reasons = whyProtected(object, what, view)
  if (reasons.length === 0) return []
  const rule = ruleFor(object, what, view)
  return [
    {
      what: `${object.name} ${reasons.join(' and ')}`,
      approvers: rule ? { count: rule.count, requesterCounts: false } : null,
    },
  ]
}

/** Nobody's approval lets the tool lock itself out, or leaves a tenant without an administrator. */
const fatal = ({ planned }: Meant, account: AccountFacts): readonly Touch[] => {
  const harms = planned.hazards.some(
    (hazard) => hazard === 'locks-out' || hazard === 'deletes-data' || hazard === 'revokes-access',
  )
  return harms && account.indispensable ? [{ what: `${account.name} ${account.indispensable}`, approvers: null }] : []
}

/** Groups that the change gives are the business of the guard of privileges. */
const touches = (meant: Meant, view: GuardView): readonly Touch[] => {
  const { kind, change } = meant
  const { accounts = [], groups = [], places = [] } = kind.writes(change)
  const given = new Set((kind.exchanges?.(change).gains ?? []).map(idIn))
  const written = accounts.flatMap((ref) => view.facts.accounts.get(idIn(ref) ?? '') ?? [])
  const changed = groups
    .filter((ref) => !given.has(idIn(ref)))
    .flatMap((ref) => view.facts.groups.get(idIn(ref) ?? '') ?? [])
  return [
    ...written.flatMap((account) => [...fatal(meant, account), ...touchOf(account, 'accounts', view)]),
    ...changed.flatMap((group) => touchOf(group, 'groups', view)),
    ...places.flatMap((dn) => placeTouch(dn, view)),
  ]
}

const placeTouch = (dn: string, view: GuardView): readonly Touch[] => {
  const reasons = whyProtectedPlace(dn, view)
  if (reasons.length === 0) return []
  const rule = ruleFor({ spellings: [], dn }, 'accounts', view)
  return [
    { what: `${dn} ${reasons.join(' and ')}`, approvers: rule ? { count: rule.count, requesterCounts: false } : null },
  ]
}

/**
 * Whether the plan writes to anything that is protected, be it a title: by the directories (administrators, by group, mark or role; the account of
 * the tool itself) or by the policy. What the policy lets this playbook write to takes a second person.
 */
export const protectedGuard = (view: GuardView): GuardVerdict => {
  const all = view.plan.changes.flatMap((planned) => touches(meantBy(planned), view))
  const [first] = all
  if (!first) return { name: 'protected', verdict: 'ok' }
  const refused = [...new Set(all.filter(({ approvers }) => approvers === null).map(({ what }) => what))]
  if (refused.length > 0) {
    const hint = `Take them out of the input and change them by hand, with an account made for that. Where it is right, name them in policy.yaml:  privilege: [{ playbook: ${view.plan.playbook.name}, accounts: [NAME] }]`
    return { name: 'protected', verdict: 'refused', because: told(refused), hint }
  }
  const approvers = strictest(all.flatMap((touch) => touch.approvers ?? []))
  return approvable('protected', 'needs-approval', told([...new Set(all.map(({ what }) => what))]), approvers)
}
