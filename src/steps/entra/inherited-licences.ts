import type { InheritedLicence } from '../../changes/wait/wait-licence-gone.ts'
import type { EntraGroup, EntraUser } from '../../model/entra-objects.ts'
import { refTo } from '../../model/object-ref.ts'
import { required } from '../required.ts'
import type { StepContext, Wanted } from '../step.ts'
import type { Inherited } from './licence-delta.ts'

/** A licence that comes through a group, and the changes of this plan that take the account out of that group. */
export interface Explained {
  readonly licence: InheritedLicence
  readonly leftBy: readonly string[]
  readonly note: string
}

const POLL_MS = 15_000

/** Says of each licence through which group it comes, and how it goes. */
export const explainInherited = (
  context: StepContext,
  inherited: readonly Inherited[],
): Promise<readonly Explained[]> =>
  Promise.all(
    inherited.map(async ({ sku: { skuId, skuPartNumber }, group: id }) => {
      const group = await required(context.read.entra).group(id)
      const groupName = group?.displayName ?? id
      const leftBy = group ? leavings(context, group) : []
      const how =
        leftBy.length > 0 ? 'leaves with the group' : `stays until the account leaves the group${byWhom(group)}`
      return {
        licence: { skuId, skuPartNumber, group: id, groupName },
        leftBy,
        note: `${skuPartNumber} comes through the group ${groupName} and ${how}`,
      }
    }),
  )

const byWhom = (group: EntraGroup | null): string => {
  if (!group) return ''
  if (group.groupTypes.includes('DynamicMembership'))
    return `, which follows a rule${group.rule ? `: ${group.rule}` : ''}`
  return group.onPremisesSyncEnabled ? ' in Active Directory (ad.groups)' : ' (entra.groups)'
}

const leavings = (context: StepContext, group: EntraGroup): readonly string[] => {
  return (context.planned?.() ?? []).flatMap(({ id, change }) => {
    const isLeft =
      (change.kind === 'ad.member.remove' && change.licensed?.group === group.id) ||
      (change.kind === 'entra.member.remove' && 'id' in change.group && change.group.id === group.id)
    return isLeft ? [id] : []
  })
}

/** A wait until Entra has taken away what came through groups that this plan leaves. */
export const waitUntilGone = (
  user: EntraUser,
  explained: readonly Explained[],
  withinMs: number,
): readonly Wanted[] => {
  const leaving = explained.filter(({ leftBy }) => leftBy.length > 0)
  if (leaving.length === 0) return []
  const licences = leaving.map(({ licence }) => licence)
  const change = {
    kind: 'wait.licence.gone',
    user: refTo(user, user.userPrincipalName),
    licences,
    withinMs,
    pollMs: POLL_MS,
  } as const
  return [{ change, needs: [...new Set(leaving.flatMap(({ leftBy }) => leftBy))] }]
}
