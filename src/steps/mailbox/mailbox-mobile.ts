import { z } from 'zod'
import { defineStep } from '../step.ts'
import { personMailbox, unseen } from './person-mailbox.ts'

/** No phone synchronises the person's mailbox. */
export const mailboxMobile = defineStep({
  verb: 'mailbox.mobile',
  summary: "No phone synchronises the person's mailbox.",
  about:
    'Removes the partnerships that phones and tablets have with the mailbox (Exchange ActiveSync, Outlook for iOS and Android). It wipes nothing: what a device has received stays on it until it is retired or wiped (intune.devices). ' +
    'A device whose user may still sign in enters into a new one, so block the account first. It cannot be taken back. Without a driver for Exchange it is one line for a person to type, each time anew. ' +
    'Skipped where the person has no mailbox in Exchange Online.',
  systems: ['entra'],
  kinds: ['mailbox.mobile.remove'],
  reads: ['User.Read.All', 'MailboxSettings.Read'],
  input: z.strictObject({ remove: z.literal('all').describe('all: every partnership.') }),
  outputs: {},
  examples: [
    {
      title: 'No mail on phones',
      yaml: '- mailbox.mobile: { remove: all }',
      plans: ['take the partnership with iPhone of Adele from adele.vance@contoso.com'],
    },
  ],

  async plan(context) {
    const found = await personMailbox(context)
    if ('none' in found) return found.none
    const kind = 'mailbox.mobile.remove'
    const mailbox = found.ref
    const { exchange } = context.read
    if (!exchange) return { changes: [{ change: { kind, mailbox, device: null }, because: unseen(context) }], holds: 0 }
    const changes = (await exchange.mobileDevicesOf(found.user.id)).map(({ id, name }) => ({
      change: { kind, mailbox, device: { deviceId: id, deviceName: name } } as const,
      about: id,
    }))
    return { changes, holds: changes.length === 0 ? 1 : 0 }
  },
})
