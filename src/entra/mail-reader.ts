import type { EntraMailReader } from '../ports/entra-mail.ts'
import { member } from '../wire/json-shape.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { urls } from './graph-url.ts'
import { mailboxTypeOf, replyOf, ruleOf } from './mail-shapes.ts'
import { isMissing, orNull } from './or-null.ts'
import { allPages } from './pages.ts'
import { addressListProperties } from './select-lists.ts'

/** Reads of a mailbox over Graph. Graph answers 404 for a user whose mailbox is not in Exchange Online, as for no user. */
export const mailReader = (send: Send, root: GraphRoot): EntraMailReader => ({
  async mailboxSettings(userId) {
    const doing = `reading the mailbox settings of ${userId}`
    const answer = await orNull(send({ method: 'GET', path: urls.mailboxSettings(userId), doing }), isMissing)
    if (answer === null) return null
    const { json } = answer
    return { userPurpose: mailboxTypeOf(json), reply: replyOf(member(json, 'automaticRepliesSetting')) }
  },
  async inboxRules(userId) {
    const doing = `reading the inbox rules of ${userId}`
    const rules = await orNull(allPages(send, root, urls.inboxRules(userId), doing), isMissing)
    return (rules ?? []).map(ruleOf).sort((a, b) => (a.id < b.id ? -1 : 1))
  },
  async isInAddressLists(userId) {
    const path = urls.userRead(userId, addressListProperties)
    const doing = `reading whether ${userId} is in address lists`
    const answer = await orNull(send({ method: 'GET', path, doing }), isMissing)
    const shown = member(answer?.json, 'showInAddressList')
    return typeof shown === 'boolean' ? shown : null
  },
})
