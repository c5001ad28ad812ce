import { z } from 'zod'
import type { EntraUser } from '../../model/entra-objects.ts'
import type { Consent } from '../../model/entra-rights.ts'
import { type ObjectRef, refTo } from '../../model/object-ref.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext, type Wanted } from '../step.ts'

/** What the person has let applications do in his name. */
export const entraConsents = defineStep({
  verb: 'entra.consents',
  summary: 'Consents of the person to applications (OAuth grants).',
  about:
    'Withdraws what the person has let applications do in his name, such as a calendar tool that reads his mail. Consents of an administrator for everybody stay: they are nobody’s own.',
  systems: ['entra'],
  kinds: ['entra.consent.remove'],
  reads: ['Directory.Read.All'],
  input: z.strictObject({ remove: z.literal('all').describe('`all`: every consent of the person.') }),
  outputs: { removed: 'list<string>' },
  examples: [
    {
      title: 'Of somebody who leaves',
      yaml: '- entra.consents: { remove: all }',
      plans: [
        'withdraw the consent of adele.vance@contoso.com to Calendar Sync: Calendars.Read, User.Read on Microsoft Graph',
      ],
    },
  ],

  async plan(context) {
    const user = await requireUser(context)
    const consents = await required(context.read.entra).consentsOf(user.id)
    const changes = await Promise.all(consents.map((consent) => removal(context, user, consent)))
    return { changes, holds: changes.length === 0 ? 1 : 0, outputs: { removed: changes.map(clientOf) } }
  },
})

const clientOf = ({ change }: Wanted): string => (change.kind === 'entra.consent.remove' ? change.client.name : '')

/** An application that cannot be read is called by its id. */
const applicationRef = async (context: StepContext, id: string): Promise<ObjectRef> => {
  const application = await required(context.read.entra).application(id)
  return { id, name: application?.displayName ?? id }
}

const removal = async (context: StepContext, user: EntraUser, consent: Consent): Promise<Wanted> => ({
  change: {
    kind: 'entra.consent.remove',
    user: refTo(user, user.userPrincipalName),
    client: await applicationRef(context, consent.clientId),
    resource: await applicationRef(context, consent.resourceId),
    scope: consent.scope,
    consent: refTo(consent, consent.scope.trim()),
  },
  about: consent.id,
})
