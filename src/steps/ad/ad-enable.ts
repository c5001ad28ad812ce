import { z } from 'zod'
import type { AdEntryModify } from '../../changes/ad/ad-entry.ts'
import { accountControl, isEnabled, valuesOf } from '../../model/ad-entry.ts'
import { type ObjectRef, refTo } from '../../model/object-ref.ts'
import { requireEntry } from '../require-account.ts'
import { defineStep } from '../step.ts'

/** The change that sets or clears the bit ACCOUNTDISABLE and leaves every other bit of userAccountControl as it is. */
export const enabledChange = (target: ObjectRef, control: readonly string[], enabled: boolean): AdEntryModify => {
  const bits = Number(control[0] ?? accountControl.normalAccount)
  const after = enabled ? bits & ~accountControl.disabled : bits | accountControl.disabled
  return {
    kind: 'ad.entry.modify',
    type: 'account',
    target,
    changes: { userAccountControl: { before: control, after: [String(after)] } },
  }
}

/** The person's AD account may sign in. */
export const adEnable = defineStep({
  verb: 'ad.enable',
  summary: "The person's Active Directory account is enabled.",
  about:
    'Clears the bit ACCOUNTDISABLE of userAccountControl and leaves the other bits alone. An account without a password cannot be enabled; AD refuses it.',
  systems: ['ad'],
  kinds: ['ad.entry.modify'],
  input: z.strictObject({}),
  outputs: {},
  examples: [{ title: 'Let somebody sign in again', yaml: '- ad.enable: {}', plans: ['enable account Adele Vance'] }],

  async plan(context) {
    const entry = await requireEntry(context)
    if (isEnabled(entry)) return { changes: [], holds: 1 }
    const change = enabledChange(refTo(entry, entry.dn), valuesOf(entry, 'userAccountControl'), true)
    return { changes: [{ change }], holds: 0 }
  },
})
