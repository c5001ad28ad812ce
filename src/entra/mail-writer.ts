import type { EntraMailWriter } from '../ports/entra-mail.ts'
import type { Send } from './graph-request.ts'
import { urls } from './graph-url.ts'
import { replyBody } from './mail-shapes.ts'

/** Writes to a mailbox over Graph. */
export const mailWriter = (send: Send): EntraMailWriter => ({
  async setReply(userId, reply) {
    const doing = `setting the automatic reply of ${userId}`
    const body = { automaticRepliesSetting: replyBody(reply) }
    await send({ method: 'PATCH', path: urls.mailboxSettings(userId), body, doing })
  },
  async setRuleEnabled(userId, ruleId, enabled) {
    const doing = `turning an inbox rule of ${userId} ${enabled ? 'on' : 'off'}`
    await send({ method: 'PATCH', path: urls.inboxRule(userId, ruleId), body: { isEnabled: enabled }, doing })
  },
})
