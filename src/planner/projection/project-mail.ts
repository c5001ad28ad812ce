import { Fault } from '../../model/fault.ts'
import type { AutomaticReply, InboxRule } from '../../model/mailbox.ts'
import { makerOf } from '../../model/object-ref.ts'
import type { EntraMailReader, EntraMailWriter } from '../../ports/entra-mail.ts'
import type { EntraOverlay } from './entra-overlay.ts'

/** Whether live reads about the user mean something: a placeholder is no id, and whoever is deleted has no mailbox. */
const isLive = ({ users }: EntraOverlay, userId: string): boolean =>
  makerOf(userId) === undefined && !users.get(userId)?.gone

/** A mailbox comes with a licence after a while; no plan counts on it, so a user of the plan has none. */
const readSettings = async (overlay: EntraOverlay, userId: string) => {
  const { types, replies } = overlay.mail
  const live = isLive(overlay, userId) ? await overlay.live.mailboxSettings(userId) : null
  return live && { userPurpose: types.get(userId) ?? live.userPurpose, reply: replies.get(userId) ?? live.reply }
}

const readRules = async (overlay: EntraOverlay, userId: string): Promise<readonly InboxRule[]> => {
  const edits = overlay.mail.rules.get(userId)
  const live = isLive(overlay, userId) ? await overlay.live.inboxRules(userId) : []
  return live.map((rule) => ({ ...rule, isEnabled: edits?.get(rule.id) ?? rule.isEnabled }))
}

const readIsInLists = async (overlay: EntraOverlay, userId: string): Promise<boolean | null> => {
  const hidden = overlay.mail.hidden.get(userId)
  if (hidden !== undefined) return !hidden
  return isLive(overlay, userId) ? overlay.live.isInAddressLists(userId) : null
}

export const projectMail = (overlay: EntraOverlay): EntraMailReader => ({
  mailboxSettings: (userId) => readSettings(overlay, userId),
  inboxRules: (userId) => readRules(overlay, userId),
  isInAddressLists: (userId) => readIsInLists(overlay, userId),
})

const noMailbox = (doing: string): Fault =>
  new Fault('entra/not-found', { doing, detail: 'the mailbox is inactive, deleted, or not in Exchange Online' })

const setReply = async (overlay: EntraOverlay, userId: string, reply: AutomaticReply): Promise<void> => {
  if (!(await readSettings(overlay, userId))) throw noMailbox(`setting the automatic reply of ${userId}`)
  overlay.mail.replies.set(userId, reply)
}

const setRule = async (overlay: EntraOverlay, userId: string, ruleId: string, enabled: boolean): Promise<void> => {
  const doing = `turning an inbox rule of ${userId} ${enabled ? 'on' : 'off'}`
  const rules = await readRules(overlay, userId)
  if (!rules.some(({ id }) => id === ruleId))
    throw new Fault('entra/not-found', { doing, detail: `there is no rule ${ruleId}` })
  const edits = overlay.mail.rules.get(userId) ?? new Map<string, boolean>()
  overlay.mail.rules.set(userId, edits.set(ruleId, enabled))
}

export const writeMail = (overlay: EntraOverlay): EntraMailWriter => ({
  setReply: (userId, reply) => overlay.turns(() => setReply(overlay, userId, reply)),
  setRuleEnabled: (userId, ruleId, enabled) => overlay.turns(() => setRule(overlay, userId, ruleId, enabled)),
})

/** Mail of a tenant in which nobody has a mailbox. */
export const noMail: EntraMailReader = {
  mailboxSettings: async () => null,
  inboxRules: async () => [],
  isInAddressLists: async () => null,
}
