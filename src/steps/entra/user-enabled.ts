import type { EntraUserModify } from '../../changes/entra/entra-user.ts'
import { isEnabled } from '../../model/ad-entry.ts'
import type { EntraUser } from '../../model/entra-objects.ts'
import { refTo } from '../../model/object-ref.ts'
import type { StepContext } from '../step.ts'

export const mayAccountSignIn = ({ properties }: EntraUser): boolean => properties['accountEnabled'] === true

export const isFromAd = ({ properties }: EntraUser): boolean => properties['onPremisesSyncEnabled'] === true

/** Whether the account could sign in when planning began: it still may, or it is this plan that blocks it. */
export const mightSignIn = (context: StepContext, user: EntraUser): boolean =>
  mayAccountSignIn(user) ||
  (context.planned?.() ?? []).some(
    ({ change }) => change.kind === 'entra.user.modify' && change.changes['accountEnabled']?.before === true,
  )

/** The change that lets an account sign in, or blocks it, and nothing else. */
export const enabledChange = (user: EntraUser, enabled: boolean): EntraUserModify => ({
  kind: 'entra.user.modify',
  target: refTo(user, user.userPrincipalName),
  changes: { accountEnabled: { before: user.properties['accountEnabled'] ?? null, after: enabled } },
})

/**
 * What to know where the account comes from Active Directory and is the other way there once this plan is made: Entra takes the write, and the
 * next synchronisation takes it back.
 */
export const syncNotes = async (
  context: StepContext,
  user: EntraUser,
  enabled: boolean,
): Promise<readonly string[]> => {
  if (!isFromAd(user)) return []
  const entry = await context.accounts.ad()
  if (!entry || isEnabled(entry) === enabled) return []
  const [is, verb] = enabled ? ['disabled', 'ad.enable'] : ['enabled', 'ad.disable']
  return [
    `${user.userPrincipalName} comes from Active Directory and is ${is} there: the next synchronisation may bring that back. Use ${verb} as well.`,
  ]
}
