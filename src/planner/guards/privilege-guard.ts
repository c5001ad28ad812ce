import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { Approvers, GuardVerdict, PlannedChange } from '../../model/plan.ts'
import { approvable, type GuardView, type Meant, meantBy, strictest, told } from './guard.ts'
import { ruleFor, ruleForRole, whyProtected } from './protection.ts'
import { type Allowance, ruleText } from './rule-text.ts'

/** Somebody gets a group that gives control, or that the policy protects. */
interface Grant {
  readonly what: string
  /** Why nobody gets the group by a playbook alone. */
  readonly why: string
  /** What a rule of the policy has to say to let it. */
  readonly allow: Allowance
  readonly approvers: Approvers | null
}

const personOf = ({ person }: PlannedChange, { plan }: GuardView): string =>
  plan.people.find(({ key }) => key === person)?.name ?? person

/** Every admin role is a privilege. */
const roleGrant = (planned: PlannedChange, role: ObjectRef, view: GuardView): Grant => {
  const rule = ruleForRole([role.name, idIn(role) ?? role.name], view)
  return {
    what: `${role.name} for ${personOf(planned, view)}`,
    why: `${role.name} is an admin role of Entra`,
    allow: { under: 'roles', names: [role.name] },
    approvers: rule ? { count: rule.count, requesterCounts: false } : null,
  }
}

const grantsOf = ({ planned, kind, change }: Meant, view: GuardView): readonly Grant[] => {
  const exchange = kind.exchanges?.(change)
  if (exchange?.set === 'roles') return exchange.gains.map((role) => roleGrant(planned, role, view))
  const gains = exchange?.gains ?? []
  return gains.flatMap((ref) => {
    const group = view.facts.groups.get(idIn(ref) ?? '')
    const reasons = group ? whyProtected(group, 'groups', view) : []
    if (!group || reasons.length === 0) return []
    const rule = ruleFor(group, 'groups', view)
    return [
      {
        what: `${group.name} for ${personOf(planned, view)}`,
        allow: { under: 'groups', names: [group.name] },
        why: `${group.name} ${reasons.join(' and ')}`,
        approvers: rule ? { count: rule.count, requesterCounts: false } : null,
      },
    ]
  })
}

/** Whether the plan gives anybody new privileges. A playbook alone never does: the policy has to let it, and a second person to approve. */
export const privilegeGuard = (view: GuardView): GuardVerdict => {
  const grants = view.plan.changes.flatMap((planned) => grantsOf(meantBy(planned), view))
  if (grants.length === 0) return { name: 'privilege', verdict: 'ok', because: 'new privileges: none' }
  const because = `new privileges: ${told(grants.map(({ what }) => what))}`
  const unlet = grants.filter(({ approvers }) => approvers === null)
  const refused = [...new Set(unlet.map(({ why }) => why))]
  if (refused.length === 0) {
    const approvers = strictest(grants.flatMap((grant) => grant.approvers ?? []))
    return approvable('privilege', 'needs-approval', because, approvers)
  }
  const rule = ruleText(
    view.plan.playbook.name,
    unlet.map(({ allow }) => allow),
  )
  const hint = `Take it out of the playbook or of roles.yaml, or grant it by hand. Where it is right, write in policy.yaml:  ${rule}`
  return { name: 'privilege', verdict: 'refused', because: `${because} (${told(refused)})`, hint }
}
