import type {
  DistributionList,
  Mailbox,
  MailboxForward,
  MailboxGrant,
  MailboxRight,
  MobilePartnership,
} from '../model/mailbox.ts'

/**
 * Reads of Exchange Online that Graph cannot answer. Every answer is complete, or the call throws a fault. Mailboxes, users and lists are named
 * by their Entra id. An organisation whose driver is `none` has no such reader.
 */
export interface ExchangeReader {
  /** The mailbox of a user; null where there is none (not provisioned yet, or never). */
  mailbox(userId: string): Promise<Mailbox | null>
  /** Rights that others have on this mailbox. */
  grantsOn(userId: string): Promise<readonly MailboxGrant[]>
  /** Rights that this user has on the mailboxes of others. */
  grantsOf(userId: string): Promise<readonly MailboxGrant[]>
  /** Lists that the user is a direct member of. */
  listsOf(userId: string): Promise<readonly DistributionList[]>
  /** All lists with this display name or address. */
  listsNamed(name: string): Promise<readonly DistributionList[]>
  /** Phones and tablets that synchronise the mailbox of this user. */
  mobileDevicesOf(userId: string): Promise<readonly MobilePartnership[]>
}

/** Writes to Exchange Online. Each is one cmdlet, addressed by id. */
export interface ExchangeWriter {
  /** Converts the mailbox. Exchange takes a while until it shows. */
  setType(userId: string, type: 'user' | 'shared'): Promise<void>
  setForward(userId: string, forward: MailboxForward | null): Promise<void>
  setHidden(userId: string, hidden: boolean): Promise<void>
  /** FullAccess without automapping unless asked for. */
  addGrant(grant: {
    readonly mailbox: string
    readonly user: string
    readonly right: MailboxRight
    readonly automap?: boolean
  }): Promise<void>
  removeGrant(grant: { readonly mailbox: string; readonly user: string; readonly right: MailboxRight }): Promise<void>
  addListMember(listId: string, userId: string): Promise<void>
  removeListMember(listId: string, userId: string): Promise<void>
  /** Takes the partnership from the mailbox of the user; the device keeps what it has received. */
  removeMobileDevice(userId: string, deviceId: string): Promise<void>
}
