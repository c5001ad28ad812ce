import type { AutomaticReply, InboxRule, MailboxType } from '../model/mailbox.ts'

/** Reads of a mailbox that Graph answers. */
export interface EntraMailReader {
  /** What Graph says of the user's mailbox; null where the user has none. */
  mailboxSettings(userId: string): Promise<{ readonly userPurpose: MailboxType; readonly reply: AutomaticReply } | null>
  /** Rules of the inbox, hidden ones left out (Graph does not list them). */
  inboxRules(userId: string): Promise<readonly InboxRule[]>
  /**
   * Whether Entra says that the user is in address lists; null where it says nothing, which means yes. Exchange is the master and Entra may be
   * behind it. https://learn.microsoft.com/graph/known-issues
   */
  isInAddressLists(userId: string): Promise<boolean | null>
}

/** Writes to a mailbox that Graph makes. */
export interface EntraMailWriter {
  setReply(userId: string, reply: AutomaticReply): Promise<void>
  setRuleEnabled(userId: string, ruleId: string, enabled: boolean): Promise<void>
}
