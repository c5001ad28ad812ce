import { z } from 'zod'
import { firstValue } from '../../model/ad-entry.ts'
import { refTo } from '../../model/object-ref.ts'
import { requireEntry } from '../require-account.ts'
import { defineStep } from '../step.ts'
import { nameParts } from './name-parts.ts'

/** The person's AD account gets a new generated password. */
export const adPassword = defineStep({
  verb: 'ad.password',
  summary: "The person's Active Directory account gets a new generated password.",
  about:
    'Sets a password of 20 symbols each time it runs: a password cannot be read back, so there is nothing to compare with. Hand it over with handover.secret; it is kept nowhere else.',
  systems: ['ad'],
  kinds: ['ad.password.set'],
  input: z.strictObject({
    'must-change': z
      .boolean()
      .default(true)
      .describe('Whether the person has to choose an own password at the next sign-in (pwdLastSet=0).'),
  }),
  outputs: { password: 'secret' },
  examples: [
    {
      title: 'A forgotten password',
      yaml: '- ad.password: {}',
      plans: ['set a generated password for Adele Vance'],
    },
  ],

  async plan(context, input) {
    const entry = await requireEntry(context)
    const avoid = nameParts(firstValue(entry, 'displayName') ?? '', firstValue(entry, 'sAMAccountName') ?? '')
    const change = {
      kind: 'ad.password.set',
      target: refTo(entry, entry.dn),
      avoid,
      mustChange: input['must-change'],
    } as const
    return { changes: [{ change }], holds: 0, outputs: { password: { secretOf: context.changeId('ad.password.set') } } }
  },
})
