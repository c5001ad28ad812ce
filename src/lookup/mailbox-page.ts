import type { AutomaticReply } from '../model/mailbox.ts'
import type { MailboxPage } from '../model/person-page.ts'
import type { Readers } from '../ports/systems.ts'
import { readable } from './entra-account-page.ts'

/** The mailbox of a user, as far as Graph and, where there is a driver, Exchange tell of it; null where there is none. */
export const mailboxPage = async (
  { entra, exchange }: Readers,
  userId: string,
  notes: string[],
): Promise<MailboxPage | null> => {
  const [settings, mailbox] = await Promise.all([
    readable(entra?.mailboxSettings(userId), 'The mailbox', notes),
    readable(exchange?.mailbox(userId), 'The mailbox in Exchange', notes),
  ])
  if (!settings && !mailbox) return null
  return {
    type: mailbox?.type ?? settings?.userPurpose ?? 'user',
    address: mailbox?.address ?? null,
    sizeInBytes: mailbox?.sizeInBytes ?? null,
    hidden: mailbox?.isHidden ?? null,
    forward: mailbox?.forward ? `${mailbox.forward.to}${mailbox.forward.keepsCopy ? ', keeping a copy' : ''}` : null,
    reply: settings ? replyOf(settings.reply) : 'not known',
  }
}

const replyOf = ({ status, from, until }: AutomaticReply): string => {
  if (status === 'disabled') return 'off'
  return status === 'scheduled' ? `from ${from ?? 'now'} until ${until ?? 'further notice'}` : 'on'
}
