import { z } from 'zod'
import { refTo } from '../../model/object-ref.ts'
import { nameParts } from '../ad/name-parts.ts'
import { requireUser } from '../require-account.ts'
import { defineStep } from '../step.ts'
import { isFromAd, mightSignIn } from './user-enabled.ts'

/** The person's cloud account gets a new generated password. */
export const entraPassword = defineStep({
  verb: 'entra.password',
  summary: "The person's cloud account gets a new generated password.",
  about:
    'Sets a password each time it runs: a password cannot be read back, so there is nothing to compare with. For a leaver say `for: enabled`, so that an account that was blocked before this plan keeps the one that nobody knows. Hand it over with ' +
    'handover.secret, or not at all; it is kept nowhere else. Skipped for an account that comes from Active Directory: use ad.password.',
  systems: ['entra'],
  kinds: ['entra.password.set'],
  reads: ['User.Read.All'],
  input: z.strictObject({
    'must-change': z
      .boolean()
      .default(true)
      .describe('Whether the person has to choose an own password at the next sign-in.'),
    for: z
      .enum(['everybody', 'enabled'])
      .default('everybody')
      .describe('Whether an account that was blocked before this plan gets a new password too.'),
  }),
  outputs: { password: 'secret' },
  examples: [
    {
      title: 'A forgotten password',
      yaml: '- entra.password: {}',
      plans: ['set a generated password for cloud account adele.vance@contoso.com'],
    },
  ],

  async plan(context, input) {
    const user = await requireUser(context)
    if (isFromAd(user))
      return {
        changes: [],
        holds: 0,
        skipped: 'the password comes from Active Directory with the account: ad.password',
      }
    if (input.for === 'enabled' && !mightSignIn(context, user)) return { changes: [], holds: 1 }
    const change = {
      kind: 'entra.password.set',
      target: refTo(user, user.userPrincipalName),
      avoid: nameParts(user.displayName ?? '', String(user.properties['mailNickname'] ?? '')),
      mustChange: input['must-change'],
    } as const
    const password = { secretOf: context.changeId('entra.password.set') }
    return { changes: [{ change }], holds: 0, outputs: { password } }
  },
})
