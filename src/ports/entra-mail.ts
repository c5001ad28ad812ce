import type { AutomaticReply, InboxRule, MailboxType } from '../model/mailbox.ts'

/** Reads of a mailbox that Graph answers. */
export interface EntraMailReader {
  /** What Graph says of the user's mailbox; null where the user has none. */
  mailboxSettings(userId: string): Promise<{ readonly userPurpose: MailboxType; readonly reply: AutomaticReply } | null>
  /** Rules of the inbox, hidden ones left out (Graph does not list them). */
  inboxRules(userId: string): Promise<readonly InboxRule[]>
}

/** Writes to a mailbox that Graph makes. */
export interface EntraMailWriter {
  setReply(userId: string, reply: AutomaticReply): Promise<void>
  setRuleEnabled(userId: string, ruleId: string, enabled: boolean): Promise<void>
}
