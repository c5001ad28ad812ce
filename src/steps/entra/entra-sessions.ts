import { z } from 'zod'
import type { EntraSessionsRevoke } from '../../changes/entra/entra-sessions-revoke.ts'
import { isEnabled } from '../../model/ad-entry.ts'
import type { EntraUser } from '../../model/entra-objects.ts'
import { makerOf, refTo } from '../../model/object-ref.ts'
import type { SignInSessions } from '../../model/sign-in.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext } from '../step.ts'
import { mayAccountSignIn } from './user-enabled.ts'

/** Nobody is signed in to the person's Entra account. */
export const entraSessions = defineStep({
  verb: 'entra.sessions',
  summary: "Ends every session of the person's Entra account.",
  about:
    'Sessions and refresh tokens from before are refused; access tokens that are out already work until they expire, for an hour or so. Put it behind entra.disable, so that nobody signs in between. ' +
    'It runs each time, with one exception: an account that was blocked before this plan, in both directories, for which this plan has planned nothing so far, and whose sessions were ended since it was made and since ' +
    'its last password, keeps its peace. Nobody can sign in to it, and entra.enable ends sessions once more before it lets anybody in.',
  systems: ['entra'],
  kinds: ['entra.sessions.revoke'],
  reads: ['User.Read.All'],
  input: z.strictObject({ revoke: z.literal(true).describe('Say true, so that the line reads as what it does.') }),
  outputs: {},
  examples: [
    {
      title: 'Everywhere at once',
      yaml: '- entra.sessions: { revoke: true }',
      plans: ['end all sessions of adele.vance@contoso.com'],
    },
  ],

  async plan(context) {
    const user = await requireUser(context)
    if (makerOf(user.id) !== undefined || (await isShut(context, user))) return { changes: [], holds: 1 }
    return { changes: [{ change: await sessionsRevoke(context, user) }], holds: 0 }
  },
})

/** The change that ends every session that there is when it is made. */
export const sessionsRevoke = async ({ read }: StepContext, user: EntraUser): Promise<EntraSessionsRevoke> => {
  const { validFrom } = await required(read.entra).sessionsOf(user.id)
  return { kind: 'entra.sessions.revoke', user: refTo(user, user.userPrincipalName), before: validFrom }
}

/** Whether the account was shut before this plan and its sessions were ended. What this plan changes may open it, or be the blocking itself. */
const isShut = async (context: StepContext, user: EntraUser): Promise<boolean> => {
  if (mayAccountSignIn(user) || (context.planned?.() ?? []).length > 0) return false
  const entry = await context.accounts.ad()
  if (entry && isEnabled(entry)) return false
  return wereEnded(await required(context.read.entra).sessionsOf(user.id))
}

/** Sessions count from the making of an account, and from a new password, by themselves. */
const wereEnded = ({ validFrom, created, passwordChanged }: SignInSessions): boolean => {
  if (validFrom === null) return false
  const isSince = (time: string | null, least: number): boolean =>
    time === null || Date.parse(validFrom) - Date.parse(time) >= least
  return isSince(created, 1) && isSince(passwordChanged, 0)
}
