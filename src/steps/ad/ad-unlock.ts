import { z } from 'zod'
import { firstValue, valuesOf } from '../../model/ad-entry.ts'
import { refTo } from '../../model/object-ref.ts'
import { requireEntry } from '../require-account.ts'
import { defineStep } from '../step.ts'

/** The person's AD account is not locked by wrong passwords. */
export const adUnlock = defineStep({
  verb: 'ad.unlock',
  summary: "The person's Active Directory account is not locked.",
  about:
    'Sets lockoutTime to 0 where wrong passwords have locked the account. It changes no password and enables nobody: a disabled or expired account stays so (ad.enable, ad.expire). What locks it again and again, such as an old password in a phone, has to be found.',
  systems: ['ad'],
  kinds: ['ad.entry.modify'],
  input: z.strictObject({}),
  outputs: {},
  examples: [{ title: 'Locked by wrong passwords', yaml: '- ad.unlock: {}', plans: ['unlock account Adele Vance'] }],

  async plan(context) {
    const entry = await requireEntry(context, ['lockoutTime'])
    if ((firstValue(entry, 'lockoutTime') ?? '0') === '0') return { changes: [], holds: 1 }
    const lockoutTime = { before: valuesOf(entry, 'lockoutTime'), after: ['0'] }
    const target = refTo(entry, entry.dn)
    const change = { kind: 'ad.entry.modify', type: 'account', target, changes: { lockoutTime } } as const
    return { changes: [{ change }], holds: 0 }
  },
})
