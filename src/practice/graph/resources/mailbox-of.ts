import type { StoredMailbox } from '../../exchange/stored-mailbox.ts'
import type { GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { resolveUser } from './resolve.ts'

/** The mailbox of the user that the path names. Graph says the same of a user who never had one and of one whose mailbox is still to come. */
export const mailboxOf = (call: GraphCall): StoredMailbox => {
  const mailbox = call.exchange.of(resolveUser(call).id)
  if (!mailbox) throw new GraphFault('mbx-none')
  return mailbox
}
