/** What a mailbox is for. https://learn.microsoft.com/graph/api/resources/mailboxsettings#userpurpose-values */
export type MailboxType = 'user' | 'shared' | 'room' | 'equipment' | 'other'

/** A mailbox as Exchange Online shows it. */
export interface Mailbox {
  /** Id of the Entra user that it belongs to (Exchange: ExternalDirectoryObjectId). */
  readonly id: string
  /** Primary SMTP address. */
  readonly address: string
  readonly type: MailboxType
  /** Bytes of all items, archive apart. */
  readonly sizeInBytes: number
  readonly hasArchive: boolean
  /** Litigation hold or another hold that keeps items, for which a shared mailbox needs a licence. */
  readonly isOnHold: boolean
  /** Not in address lists. */
  readonly isHidden: boolean
  /** Where mail goes as well, or instead; null where it stays. */
  readonly forward: MailboxForward | null
}

const GIB = 1024 ** 3
/** https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#storage-limits */
const MOST_WITHOUT_LICENCE = 50 * GIB
const NEARLY_FULL = 49 * GIB

/** Whether a mailbox fits into what a shared one may hold without a licence. */
export const sizeClass = (sizeInBytes: number): 'fits' | 'nearly-full' | 'too-large' => {
  if (sizeInBytes > MOST_WITHOUT_LICENCE) return 'too-large'
  return sizeInBytes >= NEARLY_FULL ? 'nearly-full' : 'fits'
}

export interface MailboxForward {
  /** SMTP address. */
  readonly to: string
  /** Whether the mailbox gets a copy too. */
  readonly keepsCopy: boolean
}

/** What somebody may do with a mailbox: open it, send as it, send on its behalf. */
export type MailboxRight = 'FullAccess' | 'SendAs' | 'SendOnBehalf'

/** One right that one user has on one mailbox. */
export interface MailboxGrant {
  /** Entra id of the user whose mailbox it is. */
  readonly mailbox: string
  /** Entra id of the user who has the right. */
  readonly user: string
  readonly right: MailboxRight
  /** For display: address of the mailbox, or of the user, whichever was not asked for. */
  readonly name: string
}

/** A distribution list or mail-enabled security group, whose members only Exchange changes. */
export interface DistributionList {
  /** Entra id of the group. */
  readonly id: string
  readonly displayName: string
  readonly address: string
  /** Mastered in Active Directory, so its members change there. */
  readonly isSynced: boolean
}

/** A phone or tablet that synchronises a mailbox. */
export interface MobilePartnership {
  /** What Exchange calls the partnership by; no id of Entra or Intune. */
  readonly id: string
  readonly name: string
}

/** An inbox rule. */
export interface InboxRule {
  readonly id: string
  readonly name: string
  readonly isEnabled: boolean
  /** Whether it sends mail elsewhere: forwards or redirects. */
  readonly sendsAway: boolean
}

/** The automatic reply of a mailbox. https://learn.microsoft.com/graph/api/resources/automaticrepliessetting */
export interface AutomaticReply {
  readonly status: 'disabled' | 'alwaysEnabled' | 'scheduled'
  readonly internal: string
  readonly external: string
  /** Who outside gets the external one. */
  readonly audience: 'none' | 'contactsOnly' | 'all'
  /** RFC 3339, with status `scheduled`. */
  readonly from: string | null
  readonly until: string | null
}
