import { z } from 'zod'
import { makerOf, refTo } from '../../model/object-ref.ts'
import { duration } from '../duration.ts'
import { requireUser } from '../require-account.ts'
import { defineStep } from '../step.ts'

const MINUTE_MS = 60_000

/** A temporary access pass with which the person signs in for the first time. */
export const entraPass = defineStep({
  verb: 'entra.pass',
  summary: 'A new Entra account gets a temporary access pass for the first sign-in.',
  about:
    'Issues a pass for an account that this plan makes; with `for: everybody` also for an existing one, each time it runs. A user has one pass: a new one replaces it. ' +
    'Its value is answered once and kept nowhere: hand it over with handover.secret.',
  systems: ['entra'],
  kinds: ['entra.pass.issue'],
  reads: ['User.Read.All', 'UserAuthenticationMethod.Read.All'],
  input: z.strictObject({
    lifetime: duration
      .refine((ms) => ms >= 10 * MINUTE_MS && ms <= 43_200 * MINUTE_MS, { message: 'a pass lives from 10m to 30d' })
      .refine((ms) => ms % MINUTE_MS === 0, { message: 'a pass lives for whole minutes' })
      .default(8 * 60 * MINUTE_MS)
      .describe('How long the pass is good, from 10m to 30d; 8h when left out.'),
    once: z.boolean().default(true).describe('Whether the pass works one time only.'),
    for: z.enum(['new', 'everybody']).default('new').describe('Whether existing accounts get a pass too.'),
  }),
  outputs: { pass: 'secret' },
  examples: [
    {
      title: 'For the first day',
      yaml: '- id: pass\n  entra.pass: { lifetime: 8h }',
      plans: ['issue a temporary access pass for adele.vance@contoso.com, 480 minutes'],
    },
  ],

  async plan(context, input) {
    const user = await requireUser(context)
    if (input.for === 'new' && makerOf(user.id) === undefined)
      return { changes: [], holds: 0, skipped: 'the account exists already; a pass is for new ones' }
    const change = {
      kind: 'entra.pass.issue',
      user: refTo(user, user.userPrincipalName),
      lifetimeInMinutes: input.lifetime / MINUTE_MS,
      usableOnce: input.once,
    } as const
    return { changes: [{ change }], holds: 0, outputs: { pass: { secretOf: context.changeId('entra.pass.issue') } } }
  },
})
