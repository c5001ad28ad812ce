import { z } from 'zod'
import { makerOf } from '../../model/object-ref.ts'
import { requireUser } from '../require-account.ts'
import { defineStep } from '../step.ts'
import { sessionsRevoke } from './entra-sessions.ts'
import { enabledChange, mayAccountSignIn, syncNotes } from './user-enabled.ts'

/** The person's Entra account may sign in. */
export const entraEnable = defineStep({
  verb: 'entra.enable',
  summary: "The person's Entra account may sign in.",
  about:
    'Sets accountEnabled to true. Before that it ends every session from before the account was blocked, so that nobody comes back in on a device that was forgotten. An account that comes from ' +
    'Active Directory has to be enabled there too (ad.enable); the plan says so where it is not.',
  systems: ['entra'],
  kinds: ['entra.sessions.revoke', 'entra.user.modify'],
  reads: ['User.Read.All'],
  input: z.strictObject({}),
  outputs: {},
  examples: [
    {
      title: 'Let somebody sign in again',
      yaml: '- entra.enable: {}',
      plans: ['end all sessions of adele.vance@contoso.com', 'enable cloud account adele.vance@contoso.com'],
    },
  ],

  async plan(context) {
    const user = await requireUser(context)
    const notes = await syncNotes(context, user, true)
    if (mayAccountSignIn(user)) return { changes: [], holds: 1, notes }
    const enable = { change: enabledChange(user, true) }
    // Nobody has ever signed in to an account that this plan makes.
    if (makerOf(user.id) !== undefined) return { changes: [enable], holds: 0, notes }
    return { changes: [{ change: await sessionsRevoke(context, user) }, enable], holds: 0, notes }
  },
})
