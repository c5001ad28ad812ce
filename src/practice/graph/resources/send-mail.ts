import type { Json, JsonObject } from '../../../model/json.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import type { Shelf } from '../../entra/shelf.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import type { Route } from '../route.ts'
import { mailboxOf } from './mailbox-of.ts'
import { bodyObject } from './resolve.ts'

/** A mail that somebody has sent. It leaves the practice tenant for nowhere. */
export interface SentMail {
  readonly from: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly subject: string
  readonly contentType: 'text' | 'html'
  readonly content: string
  readonly createdDateTime: string
}

/** Mails in the order in which they were sent. */
export const sentMails = (store: EntraStore): Shelf<SentMail> => store.shelf<SentMail>('mail')

const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

const addressesOf = (list: Json | undefined): readonly string[] =>
  (Array.isArray(list) ? list : []).map((recipient: Json) => {
    const { address } = objectOf(objectOf(recipient).emailAddress)
    if (typeof address !== 'string' || !ADDRESS.test(address)) throw new GraphFault('mail-recipient')
    return address
  })

const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** https://learn.microsoft.com/graph/api/user-sendmail */
const send = (call: GraphCall): GraphAnswer => {
  const { id } = mailboxOf(call)
  const parameters = bodyObject(call)
  const wanted = parameters.message ?? parameters.Message
  if (wanted === undefined) throw new GraphFault('mail-message')
  const { subject, body, toRecipients, ccRecipients, bccRecipients } = objectOf(wanted)
  const [to, cc, bcc] = [toRecipients, ccRecipients, bccRecipients].map(addressesOf) as [string[], string[], string[]]
  if (to.length + cc.length + bcc.length === 0) throw new GraphFault('mail-recipient')
  const { contentType, content } = objectOf(body)
  sentMails(call.store).put(call.store.newId(), {
    from: id,
    to,
    cc: [...cc, ...bcc],
    subject: textIn(subject),
    contentType: textIn(contentType).toLowerCase() === 'html' ? 'html' : 'text',
    content: textIn(content),
    createdDateTime: call.store.timestamp(),
  })
  return { status: 202 }
}

export const sendMailRoutes: readonly Route[] = [{ method: 'POST', path: '/users/{id}/sendMail', handle: send }]
