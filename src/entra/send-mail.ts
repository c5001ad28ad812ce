import type { JsonObject } from '../model/json.ts'
import type { EntraSendWriter } from '../ports/messages.ts'
import type { Send } from './graph-request.ts'
import { urls } from './graph-url.ts'

const recipients = (addresses: readonly string[]): readonly JsonObject[] =>
  addresses.map((address) => ({ emailAddress: { address } }))

/** Mail over Graph. https://learn.microsoft.com/graph/api/user-sendmail */
export const mailSender = (send: Send): EntraSendWriter => ({
  async sendMail(senderId, { to, cc, subject, text }) {
    const message = {
      subject,
      body: { contentType: 'Text', content: text },
      toRecipients: recipients(to),
      ccRecipients: recipients(cc),
    }
    const body = { message, saveToSentItems: true }
    await send({ method: 'POST', path: urls.sendMail(senderId), body, doing: `sending a mail from ${senderId}` })
  },
})
