import { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { noAccount } from '../ad/no-account.ts'
import { defineStep } from '../step.ts'
import { CLOUD_MASTERED, propertiesInput, propertyDelta, wantedProperties } from './user-properties.ts'

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
    const user = await context.accounts.entra()
    if (!user) return noAccount(context, 'Entra')
    const { changes, holds } = propertyDelta(user, wantedProperties(input))
    const properties = Object.keys(changes)
    const foreign =
      user.properties['onPremisesSyncEnabled'] === true
        ? properties.filter((property) => !CLOUD_MASTERED.has(property))
        : []
    if (foreign.length > 0) {
      const params = { account: user.userPrincipalName, properties: foreign.join(', ') }
      return { changes: [], holds, faults: [new Fault('plan/mastered-in-ad', params, { where: context.where() })] }
    }
    if (properties.length === 0) return { changes: [], holds }
    return {
      changes: [{ change: { kind: 'entra.user.modify', target: refTo(user, user.userPrincipalName), changes } }],
      holds,
    }
  },
})
