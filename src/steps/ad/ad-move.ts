import { z } from 'zod'
import { parentOf, rdnValue, sameDn } from '../../model/distinguished-name.ts'
import { refTo } from '../../model/object-ref.ts'
import { freeRdn } from '../choose-names.ts'
import { requireEntry } from '../require-account.ts'
import { defineStep } from '../step.ts'
import { findOu } from './find-ou.ts'
import { syncConsequence } from './sync-scope.ts'

/** The person's AD account is in this OU. */
export const adMove = defineStep({
  verb: 'ad.move',
  summary: "The person's Active Directory account is in this OU.",
  about:
    'Keeps the common name, with a number behind it where the OU has that name already. An OU that does not exist is a fault, never made. ' +
    'In hybrid mode an account that goes to an OU outside of ad.syncedOus (joinery.yaml) is refused unless leaveSync says so: Entra Connect would delete the cloud account.',
  systems: ['ad'],
  kinds: ['ad.entry.move'],
  input: z.strictObject({
    to: z.string().min(1).describe('A DN, or relative to the domain (OU=Sales,OU=Staff).'),
    leaveSync: z
      .boolean()
      .default(false)
      .describe(
        'Whether the account may go where Entra Connect does not look, which deletes the cloud account with its mailbox.',
      ),
  }),
  outputs: { dn: 'string' },
  examples: [
    {
      title: 'To another department',
      yaml: '- ad.move: { to: "OU=Marketing,OU=Staff" }',
      plans: ['move account Adele Vance to OU=Marketing,OU=Staff,DC=corp,DC=contoso,DC=com'],
    },
  ],

  async plan(context, { to, leaveSync }) {
    const entry = await requireEntry(context)
    const ou = await findOu(context, to)
    if (sameDn(parentOf(entry.dn), ou)) return { changes: [], holds: 1, outputs: { dn: entry.dn } }
    const { leavesSync, notes } = await syncConsequence(context, { from: entry.dn, to: ou, leaveSync })
    const dn = `${await freeRdn(context, rdnValue(entry.dn), ou)},${ou}`
    const change = {
      kind: 'ad.entry.move',
      type: 'account',
      target: refTo(entry, entry.dn),
      from: entry.dn,
      to: dn,
      ...(leavesSync ? { leavesSync } : {}),
    } as const
    return { changes: [{ change }], holds: 0, outputs: { dn }, notes }
  },
})
