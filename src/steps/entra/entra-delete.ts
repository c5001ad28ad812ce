import { z } from 'zod'
import { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { defineStep } from '../step.ts'
import { isFromAd } from './user-enabled.ts'

/** The person has no Entra account. */
export const entraDelete = defineStep({
  verb: 'entra.delete',
  summary: "Deletes the person's cloud account.",
  about:
    'The account goes to the deleted users with its groups and licences, and can be brought back for 30 days (entra.restore); mailbox and OneDrive go with it. An account that comes from Active Directory is deleted there (ad.delete), ' +
    'and Entra Connect follows: while it is there the step is refused, and skipped once it is gone. Where there is no account, nothing is to do.',
  systems: ['entra'],
  kinds: ['entra.user.delete'],
  reads: ['User.Read.All'],
  input: z.strictObject({}),
  outputs: {},
  examples: [
    {
      title: 'After retention',
      yaml: '- entra.delete: {}',
      plans: ['delete cloud account adele.vance@contoso.com'],
    },
  ],

  async plan(context) {
    const user = await context.accounts.entra()
    if (!user) return { changes: [], holds: 1 }
    if (!isFromAd(user))
      return {
        changes: [{ change: { kind: 'entra.user.delete', target: refTo(user, user.userPrincipalName) } }],
        holds: 0,
      }
    if (!(await context.accounts.ad()))
      return { changes: [], holds: 0, skipped: 'Entra Connect deletes it, for it is gone from Active Directory' }
    throw new Fault('plan/delete-in-ad', { account: user.userPrincipalName }, { where: context.where() })
  },
})
