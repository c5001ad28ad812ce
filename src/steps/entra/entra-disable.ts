import { z } from 'zod'
import { requireUser } from '../require-account.ts'
import { defineStep } from '../step.ts'
import { enabledChange, mayAccountSignIn, syncNotes } from './user-enabled.ts'

/** The person's Entra account cannot sign in. */
export const entraDisable = defineStep({
  verb: 'entra.disable',
  summary: "The person's Entra account cannot sign in.",
  about:
    'Sets accountEnabled to false. An account that comes from Active Directory is blocked here at once, but Active Directory is its master: use ad.disable as well, or the next synchronisation may let it in again ' +
    '(the plan says so). Whoever is signed in stays so until entra.sessions ends that. For the account of an administrator the application needs an admin role above it.',
  systems: ['entra'],
  kinds: ['entra.user.modify'],
  reads: ['User.Read.All'],
  input: z.strictObject({}),
  outputs: {},
  examples: [
    {
      title: 'Lock somebody out',
      yaml: '- entra.disable: {}',
      plans: ['disable cloud account adele.vance@contoso.com'],
    },
  ],

  async plan(context) {
    const user = await requireUser(context)
    const notes = await syncNotes(context, user, false)
    if (!mayAccountSignIn(user)) return { changes: [], holds: 1, notes }
    return { changes: [{ change: enabledChange(user, false) }], holds: 0, notes }
  },
})
