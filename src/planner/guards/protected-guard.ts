import { idIn } from '../../model/object-ref.ts'
import type { Approvers, GuardVerdict } from '../../model/plan.ts'
import { approvable, type GuardView, type Meant, meantBy, strictest, told } from './guard.ts'
import type { AccountFacts, ObjectFacts } from './guard-facts.ts'
import {
  isListed,
  isProtectedByRolesAlone,
  rolesIn,
  ruleFor,
  ruleForPlace,
  whyProtected,
  whyProtectedPlace,
} from './protection.ts'
import { type Allowance, ruleText } from './rule-text.ts'

/** One write to something protected. */
interface Touch {
  /** How the object is called, and why it is protected. */
  readonly what: string
  /** What a rule of the policy has to say to let it; null where nothing does. */
  readonly allow: Allowance | null
  /** Who has to approve; null where the policy does not let it at all. */
  readonly approvers: Approvers | null
}

/** By which a policy is best told the object: a sign-in name is one person's alone. */
const spelling = ({ name, spellings }: ObjectFacts): string => spellings.find((text) => text.includes('@')) ?? name

/** What lets this playbook change the object: its holders, where nothing but admin roles protects it, else itself. */
const allowanceFor = (object: ObjectFacts, what: 'accounts' | 'groups', view: GuardView): Allowance => {
  if (!isProtectedByRolesAlone(object, what, view)) return { under: what, names: [spelling(object)] }
  return { under: 'holders', names: rolesIn(object).map(({ spellings }) => spellings[0] ?? '') }
}

const touchOf = (object: ObjectFacts, what: 'accounts' | 'groups', view: GuardView): readonly Touch[] => {
  const reasons = whyProtected(object, what, view)
  if (reasons.length === 0) return []
  const rule = ruleFor(object, what, view)
  return [
    {
      what: `${object.name} ${reasons.join(' and ')}`,
      allow: allowanceFor(object, what, view),
      approvers: rule ? { count: rule.count, requesterCounts: false } : null,
    },
  ]
}

/** Nobody's approval lets the tool lock itself out, leaves a tenant without an administrator, or takes anything from an account for emergencies. */
const fatal = ({ planned }: Meant, account: AccountFacts, { policy }: GuardView): readonly Touch[] => {
  const harms = planned.hazards.some(
    (hazard) => hazard === 'locks-out' || hazard === 'deletes-data' || hazard === 'revokes-access',
  )
  const why = account.indispensable ?? (isListed(account, 'accounts', policy) ? 'is protected by the policy' : null)
  return harms && why !== null ? [{ what: `${account.name} ${why}`, allow: null, approvers: null }] : []
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
    ...written.flatMap((account) => [...fatal(meant, account, view), ...touchOf(account, 'accounts', view)]),
    ...changed.flatMap((group) => touchOf(group, 'groups', view)),
    ...places.flatMap((dn) => placeTouch(dn, view)),
  ]
}

const placeTouch = (dn: string, view: GuardView): readonly Touch[] => {
  const reasons = whyProtectedPlace(dn, view)
  if (reasons.length === 0) return []
  const rule = ruleForPlace(dn, view)
  const approvers = rule ? { count: rule.count, requesterCounts: false } : null
  return [{ what: `${dn} ${reasons.join(' and ')}`, allow: { under: 'ous', names: [dn] }, approvers }]
}

/** What to do; where one of them is never let, a rule for the others would not help. */
const hintFor = (unlet: readonly Touch[], { plan }: GuardView): string => {
  const away = 'Take them out of the input and change them by hand, with an account made for that.'
  if (unlet.some(({ allow }) => allow === null)) return `${away} No policy lets a playbook do this to them.`
  const rule = ruleText(
    plan.playbook.name,
    unlet.flatMap(({ allow }) => allow ?? []),
  )
  return `${away} Where it is right, write in policy.yaml:  ${rule}  Each plan then takes the approval of a second person.`
}

/** Why people of a plan are protected so that nobody's approval lets it, by their key. */
export const protectedPeople = (view: GuardView): ReadonlyMap<string, string> => {
  const reasons = new Map<string, string>()
  for (const planned of view.plan.changes) {
    const unlet = touches(meantBy(planned), view).find(({ approvers }) => approvers === null)
    if (unlet && !reasons.has(planned.person)) reasons.set(planned.person, unlet.what)
  }
  return reasons
}

/**
 * Whether the plan writes to anything that is protected, be it a title: by the directories (administrators, by group, mark or role; the account of
 * the tool itself) or by the policy. What the policy lets this playbook write to takes a second person.
 */
export const protectedGuard = (view: GuardView): GuardVerdict => {
  const all = view.plan.changes.flatMap((planned) => touches(meantBy(planned), view))
  const [first] = all
  if (!first) return { name: 'protected', verdict: 'ok' }
  const unlet = all.filter(({ approvers }) => approvers === null)
  if (unlet.length > 0) {
    const because = told([...new Set(unlet.map(({ what }) => what))])
    return { name: 'protected', verdict: 'refused', because, hint: hintFor(unlet, view) }
  }
  const approvers = strictest(all.flatMap((touch) => touch.approvers ?? []))
  return approvable('protected', 'needs-approval', told([...new Set(all.map(({ what }) => what))]), approvers)
}
