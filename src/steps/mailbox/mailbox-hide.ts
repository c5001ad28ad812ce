import { z } from 'zod'
import { required } from '../required.ts'
import { defineStep } from '../step.ts'
import { hideInAd } from './hide-in-ad.ts'
import { personMailbox } from './person-mailbox.ts'

/** The person is not in address lists, or is again. */
export const mailboxHide = defineStep({
  verb: 'mailbox.hide',
  summary: 'The person is not in address lists, or is again.',
  about:
    'A mailbox whose account comes from Active Directory is hidden there (msExchHideFromAddressLists), for Exchange Online takes it from nowhere else; skipped with the reason where the schema of the domain lacks the attribute. ' +
    'Without a driver for Exchange it is a line for a person to type, until Entra shows that the user is hidden. Skipped where the person has no mailbox in Exchange Online.',
  systems: ['entra'],
  kinds: ['mailbox.hidden.set', 'ad.entry.modify'],
  reads: ['User.Read.All', 'MailboxSettings.Read'],
  input: z.strictObject({ hidden: z.boolean().describe('Whether the person is hidden.') }),
  outputs: {},
  examples: [
    {
      title: 'Nobody writes to somebody who left by accident',
      yaml: '- mailbox.hide: { hidden: true }',
      plans: ['hide adele.vance@contoso.com from address lists'],
    },
  ],

  async plan(context, { hidden }) {
    const found = await personMailbox(context)
    if ('none' in found) return found.none
    const { user, ref: mailbox, exchange } = found
    if (user.properties['onPremisesSyncEnabled'] === true) return hideInAd(context, user.userPrincipalName, hidden)
    const isHidden = exchange
      ? exchange.isHidden
      : (await required(context.read.entra).isInAddressLists(user.id)) === false
    if (isHidden === hidden) return { changes: [], holds: 1 }
    return { changes: [{ change: { kind: 'mailbox.hidden.set', mailbox, hidden } }], holds: 0 }
  },
})
