import { z } from 'zod'
import { isEnabled, valuesOf } from '../../model/ad-entry.ts'
import { refTo } from '../../model/object-ref.ts'
import { requireEntry } from '../require-account.ts'
import { defineStep } from '../step.ts'
import { enabledChange } from './ad-enable.ts'

/** The person's AD account may not sign in. */
export const adDisable = defineStep({
  verb: 'ad.disable',
  summary: "The person's Active Directory account is disabled.",
  about:
    'Sets the bit ACCOUNTDISABLE of userAccountControl and leaves the other bits alone. Nobody can sign in from then on; sessions and Kerberos tickets that exist last until they run out (10 hours as a rule), so a leaver gets a new password (ad.password) as well. ' +
    'A synchronised account is disabled in Entra by the next synchronisation; entra.disable does it at once.',
  systems: ['ad'],
  kinds: ['ad.entry.modify'],
  input: z.strictObject({}),
  outputs: {},
  examples: [{ title: 'Let nobody sign in', yaml: '- ad.disable: {}', plans: ['disable account Adele Vance'] }],

  async plan(context) {
    const entry = await requireEntry(context)
    if (!isEnabled(entry)) return { changes: [], holds: 1 }
    const change = enabledChange(refTo(entry, entry.dn), valuesOf(entry, 'userAccountControl'), false)
    return { changes: [{ change }], holds: 0 }
  },
})
