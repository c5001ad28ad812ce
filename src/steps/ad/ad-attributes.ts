import { refTo } from '../../model/object-ref.ts'
import { defineStep } from '../step.ts'
import { noAccount } from './no-account.ts'
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
      plans: ['set telephoneNumber, physicalDeliveryOfficeName of adele.vance'],
    },
  ],

  async plan(context, input) {
    const entry = await context.accounts.ad(Object.keys(input))
    if (!entry) return noAccount(context)
    const { modify, holds } = await attributeDelta(context, entry, await wantedAttributes(context, input))
    if (!modify) return { changes: [], holds }
    return {
      changes: [{ change: { kind: 'ad.entry.modify', type: 'account', target: refTo(entry, entry.dn), ...modify } }],
      holds,
    }
  },
})
