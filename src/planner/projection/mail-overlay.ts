import type { AutomaticReply, MailboxType } from '../../model/mailbox.ts'

/** What a plan does to mailboxes, by user, as far as Graph shows it. Exchange writes into it too, for both show one mailbox. */
export interface MailOverlay {
  readonly types: Map<string, MailboxType>
  readonly replies: Map<string, AutomaticReply>
  /** Whether rules that the plan touches are on: user, then rule. */
  readonly rules: Map<string, Map<string, boolean>>
  readonly hidden: Map<string, boolean>
  /** Ids of meetings that the plan cancels. */
  readonly cancelled: Set<string>
}

export const emptyMailOverlay = (): MailOverlay => ({
  types: new Map(),
  replies: new Map(),
  rules: new Map(),
  hidden: new Map(),
  cancelled: new Set(),
})
