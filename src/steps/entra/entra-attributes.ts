import { refTo } from '../../model/object-ref.ts'
import { requireUser } from '../require-account.ts'
import { defineStep } from '../step.ts'
import { refuseMastered } from './mastered-in-ad.ts'
import { propertiesInput, propertyDelta, wantedProperties } from './user-properties.ts'

/** The person's Entra account has these properties. */
export const entraAttributes = defineStep({
  verb: 'entra.attributes',
  summary: "The person's Entra account has these properties.",
  about:
    'Writes only what differs. For an account that comes from Active Directory only what the cloud is the master of can be written (usageLocation above all); anything else is refused, because the next ' +
    'synchronisation would take it back: use ad.attributes.',
  systems: ['entra'],
  kinds: ['entra.user.modify'],
  reads: ['User.Read.All'],
  input: propertiesInput,
  outputs: {},
  examples: [
    {
      title: 'Where licences may be used',
      yaml: '- entra.attributes: { usageLocation: "${{ person.country }}" }',
      plans: ['change usageLocation of adele.vance@contoso.com'],
    },
  ],

  async plan(context, input) {
    const user = await requireUser(context)
    const { changes, holds } = propertyDelta(user, wantedProperties(input))
    const properties = Object.keys(changes)
    refuseMastered(context, user, properties)
    if (properties.length === 0) return { changes: [], holds }
    const target = refTo(user, user.userPrincipalName)
    return { changes: [{ change: { kind: 'entra.user.modify', target, changes } }], holds }
  },
})
