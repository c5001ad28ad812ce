import { z } from 'zod'
import type { EntraProperties } from '../../model/entra-objects.ts'
import { refTo } from '../../model/object-ref.ts'
import type { Person } from '../../model/person.ts'
import type { Names } from '../name-candidates.ts'
import { namesForAccount } from '../names-of-before.ts'
import { requireUser } from '../require-account.ts'
import { defineStep } from '../step.ts'
import { propertyDelta } from './user-properties.ts'

const input = z.strictObject({
  addresses: z
    .enum(['keep', 'new'])
    .default('new')
    .describe('Whether the sign-in name (UPN) and the mail alias change.'),
})
type Input = z.output<typeof input>

/** The person's cloud account is called as the person is. */
export const entraRename = defineStep<Input>({
  verb: 'entra.rename',
  summary: "The person's cloud account is called as the person is.",
  about:
    'For somebody whose name has changed: given name, surname, display name, and by naming.yaml the sign-in name and the alias that Exchange makes addresses of. A sign-in name that fits the new name stays. Exchange keeps the address ' +
    'of before as an alias by itself when the sign-in name of a mailbox changes; Graph cannot write addresses. Skipped for an account that comes from Active Directory: use ad.rename.',
  systems: ['entra'],
  kinds: ['entra.user.modify'],
  reads: ['User.Read.All'],
  input,
  outputs: { userPrincipalName: 'string', displayName: 'string', formerUserPrincipalName: 'string' },
  examples: [
    {
      title: 'Somebody has married',
      yaml: '- entra.rename: {}',
      plans: ['change displayName, surname, userPrincipalName, mailNickname of adele.lee@contoso.com'],
    },
  ],

  async plan(context, { addresses }) {
    const user = await requireUser(context)
    if (user.properties['onPremisesSyncEnabled'] === true)
      return { changes: [], holds: 0, skipped: 'names come from Active Directory with the account: ad.rename' }
    const { names, notes } = await namesForAccount(context, { upn: user.userPrincipalName })
    const { changes, holds } = propertyDelta(user, wanted(context.person, names, addresses))
    const outputs = {
      userPrincipalName: addresses === 'new' ? names.upn : user.userPrincipalName,
      displayName: names.displayName,
      formerUserPrincipalName: user.userPrincipalName,
    }
    if (Object.keys(changes).length === 0) return { changes: [], holds, notes, outputs }
    const change = { kind: 'entra.user.modify', target: refTo(user, user.userPrincipalName), changes } as const
    return { changes: [{ change }], holds, notes, outputs }
  },
})

const wanted = (person: Person, names: Names, addresses: Input['addresses']): EntraProperties => ({
  displayName: names.displayName,
  ...((person.givenName ?? person.preferredName)
    ? { givenName: person.givenName ?? person.preferredName ?? null }
    : {}),
  ...(person.surname ? { surname: person.surname } : {}),
  ...(addresses === 'new' ? { userPrincipalName: names.upn, mailNickname: names.username } : {}),
})
