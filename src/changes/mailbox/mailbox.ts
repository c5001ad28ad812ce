import type { AutomaticReply, Mailbox, MailboxForward, MailboxRight, MailboxType } from '../../model/mailbox.ts'
import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { Target } from '../../model/plan.ts'
import type { Readers } from '../../ports/systems.ts'
import type { Resolve } from '../change-kind.ts'

/** Makes the mailbox of a person a shared one, or the other way round. `mailbox` is the user that it belongs to, here and below. */
export interface MailboxTypeSet {
  readonly kind: 'mailbox.type.set'
  readonly mailbox: ObjectRef
  readonly type: 'user' | 'shared'
  readonly before: MailboxType
}

/** Where mail goes as well, or instead. */
export interface MailboxForwardSet {
  readonly kind: 'mailbox.forward.set'
  readonly mailbox: ObjectRef
  readonly forward: MailboxForward | null
  /** Absent where nobody but a person can look. */
  readonly before?: MailboxForward | null
  /** Set where the address is of another organisation. */
  readonly external?: true
}

export interface MailboxReplySet {
  readonly kind: 'mailbox.reply.set'
  readonly mailbox: ObjectRef
  readonly reply: AutomaticReply
  readonly before: AutomaticReply
}

/** Turns one inbox rule off, or on again. */
export interface MailboxRuleSet {
  readonly kind: 'mailbox.rule.set'
  readonly mailbox: ObjectRef
  readonly rule: { readonly ruleId: string; readonly ruleName: string }
  readonly enabled: boolean
}

/** One right of one user on one mailbox. */
export interface MailboxAccess {
  readonly mailbox: ObjectRef
  readonly user: ObjectRef
  readonly right: MailboxRight
  /** Whether Outlook opens the mailbox by itself. */
  readonly automap?: true
}

export interface MailboxAccessAdd extends MailboxAccess {
  readonly kind: 'mailbox.access.add'
}

export interface MailboxAccessRemove extends MailboxAccess {
  readonly kind: 'mailbox.access.remove'
}

/** Takes away every right on the mailboxes of others. Only a person does that, who finds out which those are while doing it. */
export interface MailboxAccessLeave {
  readonly kind: 'mailbox.access.leave'
  readonly user: ObjectRef
}

export interface MailboxHiddenSet {
  readonly kind: 'mailbox.hidden.set'
  readonly mailbox: ObjectRef
  readonly hidden: boolean
}

/** A distribution list or mail-enabled security group that somebody joins or leaves. */
export interface MailboxListMembership {
  readonly list: ObjectRef
  readonly member: ObjectRef
  readonly memberName: string
}

export interface MailboxListMemberAdd extends MailboxListMembership {
  readonly kind: 'mailbox.list-member.add'
}

export interface MailboxListMemberRemove extends MailboxListMembership {
  readonly kind: 'mailbox.list-member.remove'
}

/** Takes a phone's partnership from a mailbox; `device` null takes all of them, which only a person does. */
export interface MailboxMobileRemove {
  readonly kind: 'mailbox.mobile.remove'
  readonly mailbox: ObjectRef
  readonly device: { readonly deviceId: string; readonly deviceName: string } | null
}

export const mailboxTarget = (ref: ObjectRef): Target => ({ type: 'mailbox', id: idIn(ref), name: ref.name })

/** The mailbox as Exchange shows it; null where there is none, and where only people reach Exchange. */
export const mailboxOf = async (read: Readers, mailbox: ObjectRef, context: Resolve): Promise<Mailbox | null> =>
  (await read.exchange?.mailbox(context.idOf(mailbox))) ?? null
