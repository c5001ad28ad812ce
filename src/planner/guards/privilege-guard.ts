import { idIn } from '../../model/object-ref.ts'
import type { Approvers, GuardVerdict } from '../../model/plan.ts'
import { approvable, type GuardView, type Meant, meantBy, strictest, told } from './guard.ts'
import { ruleFor, whyProtected } from './protection.ts'

/** Somebody gets a group that gives control, or that the policy protects. */
interface Grant {
  readonly what: string
  /** Why nobody gets the group by a playbook alone. */
  readonly why: string
  readonly approvers: Approvers | null
}

const grantsOf = ({ planned, kind, change }: Meant, view: GuardView): readonly Grant[] => {
  const gains = kind.exchanges?.(change).gains ?? []
  return gains.flatMap((ref) => {
    const group = view.facts.groups.get(idIn(ref) ?? '')
    const reasons = group ? whyProtected(group, 'groups', view) : []
    if (!group || reasons.length === 0) return []
    const rule = ruleFor(group, 'groups', view)
    const name = view.plan.people.find(({ key }) => key === planned.person)?.name ?? planned.person
    return [
      {
        what: `${group.name} for ${name}`,
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
  const refused = [...new Set(grants.filter(({ approvers }) => approvers === null).map(({ why }) => why))]
  if (refused.length === 0) {
    const approvers = strictest(grants.flatMap((grant) => grant.approvers ?? []))
    return approvable('privilege', 'needs-approval', because, approvers)
  }
  const hint = `Take the group out of the playbook or of roles.yaml, or grant it by hand. Where it is right, name it in policy.yaml:  privilege: [{ playbook: ${view.plan.playbook.name}, groups: [NAME] }]`
  return { name: 'privilege', verdict: 'refused', because: `${because} (${told(refused)})`, hint }
}
