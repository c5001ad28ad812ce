import type { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { requireEntry } from '../require-account.ts'
import { defineStep } from '../step.ts'
import { attributeDelta, attributesInput, wantedAttributes } from './wanted-attributes.ts'

/** The person's AD account has these attributes. */
export const adAttributes = defineStep({
  verb: 'ad.attributes',
  summary: "The person's Active Directory account has these attributes.",
  about:
    'Writes only what differs, all of it in one modify. An empty value clears the attribute. Attributes that other steps guard (passwords, userAccountControl, member) are refused.',
  systems: ['ad'],
  kinds: ['ad.entry.modify'],
  input: attributesInput,
  outputs: {},
  examples: [
    {
      title: 'Contact data from HR',
      yaml: '- ad.attributes: { telephoneNumber: "${{ person.phone }}", physicalDeliveryOfficeName: "${{ person.office }}" }',
      plans: ['change telephoneNumber, physicalDeliveryOfficeName of account Adele Vance'],
    },
  ],

  async plan(context, input) {
    const entry = await requireEntry(context, Object.keys(input))
    const faults: Fault[] = []
    const { modify, holds } = await attributeDelta(context, entry, await wantedAttributes(context, input, faults))
    if (!modify) return { changes: [], holds, faults }
    const change = { kind: 'ad.entry.modify', type: 'account', target: refTo(entry, entry.dn), ...modify } as const
    return { changes: [{ change }], holds, faults }
  },
})
