import { z } from 'zod'
import { firstValue } from '../../model/ad-entry.ts'
import { refTo } from '../../model/object-ref.ts'
import { duration } from '../duration.ts'
import { requireEntry } from '../require-account.ts'
import { defineStep } from '../step.ts'

const MINUTE_MS = 60_000
const POLL_MS = 5000

/** Entra shows the person's account from Active Directory. */
export const entraSynced = defineStep({
  verb: 'entra.synced',
  summary: "Waits until Entra shows the person's account from Active Directory.",
  about:
    'Entra Connect brings accounts over every 30 minutes by default, Cloud Sync about every 2. Steps on the Entra account come after this one. When the time runs out, the run is parked and can be resumed. ' +
    'Skipped where accounts are made in the cloud.',
  systems: ['ad', 'entra'],
  kinds: ['wait.entra.synced'],
  makesAccount: true,
  reads: ['User.Read.All'],
  input: z.strictObject({
    within: duration.default(40 * MINUTE_MS).describe('How long to wait at most, such as 30m; 40m when left out.'),
  }),
  outputs: {},
  examples: [
    {
      title: 'After the account was made',
      yaml: '- entra.synced: { within: 30m }',
      plans: ['wait until Entra shows adele.vance@contoso.com'],
    },
  ],

  async plan(context, { within }) {
    if (context.mode !== 'hybrid')
      return { changes: [], holds: 0, skipped: `nothing is synchronised here (mode: ${context.mode})` }
    const entry = await requireEntry(context)
    const user = await context.accounts.entra()
    if (user?.properties['onPremisesSyncEnabled'] === true) return { changes: [], holds: 1 }
    const change = {
      kind: 'wait.entra.synced',
      account: refTo(entry, entry.dn),
      key: { attribute: 'employeeId', value: context.person.employeeId },
      upn: firstValue(entry, 'userPrincipalName') ?? entry.dn,
      withinMs: within,
      pollMs: POLL_MS,
    } as const
    return { changes: [{ change }], holds: 0 }
  },
})
