import { rdnValue } from '../../model/distinguished-name.ts'
import type { EntraGroup } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import type { StepContext } from '../step.ts'

/** Whether the members of a group are not changed through Graph. */
export const isForeign = (group: EntraGroup): boolean => masterOf(group) !== null

type Master = 'rule' | 'ad' | 'exchange'

const masterOf = ({ groupTypes, onPremisesSyncEnabled, mailEnabled }: EntraGroup): Master | null => {
  if (groupTypes.includes('DynamicMembership')) return 'rule'
  if (onPremisesSyncEnabled) return 'ad'
  return mailEnabled && !groupTypes.includes('Unified') ? 'exchange' : null
}

const ruleOf = ({ rule }: EntraGroup): string => (rule === undefined ? '' : `: ${rule}`)

const because = (group: EntraGroup): string | null => {
  const master = masterOf(group)
  if (master === null) return null
  const reasons: { readonly [M in Master]: string } = {
    rule: `its members follow a rule (dynamic group${ruleOf(group)})`,
    ad: 'it comes from Active Directory: use ad.groups',
    exchange: `it is a ${group.securityEnabled ? 'mail-enabled security group' : 'distribution list'}: Exchange keeps its members (mailbox.lists)`,
  }
  return reasons[master]
}

const refused = (context: StepContext, group: EntraGroup, why: string): Fault =>
  new Fault('plan/group-not-writable', { group: group.displayName, because: why }, { where: context.where() })

/** Throws where nobody is taken out of the group in Entra, and says who is the master. */
export const refuseForeignLeave = (context: StepContext, group: EntraGroup): void => {
  const why = because(group)
  if (why !== null) throw refused(context, group, why)
}

/** Throws where nobody is put into the group in Entra, and says who is the master. */
export const refuseForeignJoin = (context: StepContext, group: EntraGroup): void => {
  refuseForeignLeave(context, group)
  if (group.isAssignableToRole && !context.allowsPrivilege?.([group.id, group.displayName]))
    throw refused(context, group, 'admin roles can be assigned to it, so its members are administrators')
}

/** Why somebody who leaves everything stays in a group for this step, and who takes the account out of it. */
export const whyStays = (context: StepContext, group: EntraGroup): string => {
  const { displayName } = group
  const reasons: { readonly [M in Master]: string } = {
    rule: `its members follow a rule${ruleOf(group)}; Entra takes the account out once the rule does not fit`,
    ad: leavesInAd(context, group)
      ? 'it comes from Active Directory, where this plan takes the account out'
      : 'it comes from Active Directory: ad.groups takes the account out there',
    exchange: 'Exchange keeps its members: mailbox.lists takes the account out',
  }
  return `stays in ${displayName}: ${reasons[masterOf(group) ?? 'rule']}`
}

/** Told by the name, which Entra Connect carries over; nothing is decided by it. */
const leavesInAd = (context: StepContext, { displayName }: EntraGroup): boolean => {
  const wanted = displayName.toLowerCase()
  return (context.planned?.() ?? []).some(
    ({ change }) =>
      change.kind === 'ad.member.remove' &&
      [change.groupName, rdnValue(change.group.name)].some((name) => name.toLowerCase() === wanted),
  )
}
