import type { JsonObject } from '../../model/json.ts'

/** https://learn.microsoft.com/powershell/module/exchange/get-mailbox#-recipienttypedetails */
export type MailboxKind = 'UserMailbox' | 'SharedMailbox' | 'RoomMailbox' | 'EquipmentMailbox'

/** What the practice tenant keeps of a mailbox. Times are milliseconds of the company's clock. */
export interface StoredMailbox {
  /** Id of the Entra user that it belongs to. */
  readonly id: string
  /** What Exchange itself calls it by. */
  readonly guid: string
  /** What it was when the last conversion had landed. */
  readonly kind: MailboxKind
  /** A conversion that was asked for, and when it shows. */
  readonly becoming: { readonly kind: MailboxKind; readonly at: number } | null
  /** When it is there; later than now while Exchange still sets it up. */
  readonly since: number
  /** Whether a licence stood behind it when the user was last looked at. */
  readonly licensed: boolean
  /** Since when it is soft-deleted; null while it is not. */
  readonly deletedAt: number | null
  readonly sizeInBytes: number
  readonly hasArchive: boolean
  readonly litigationHold: boolean
  /** An address that mail goes to, or a recipient of this organisation by its id. */
  readonly forwardingSmtpAddress: string | null
  readonly forwardingRecipient: string | null
  readonly deliverToMailboxAndForward: boolean
  readonly fullAccess: readonly { readonly user: string; readonly automap: boolean }[]
  /** Ids of users and groups. */
  readonly sendAs: readonly string[]
  readonly sendOnBehalf: readonly string[]
  readonly rules: readonly StoredRule[]
  readonly reply: StoredReply
  /** Phones that synchronise it; absent in companies that are older than this part of the practice tenant. */
  readonly mobile?: readonly StoredMobileDevice[]
  /** Of `mailboxSettings`, as Graph shows them; absent while nobody set them. */
  readonly workingHours?: JsonObject
  /** What is in the calendar; absent as above. */
  readonly meetings?: readonly StoredMeeting[]
}

/** A meeting of an hour, or a series of them. */
export interface StoredMeeting {
  readonly id: string
  readonly subject: string
  readonly sensitivity: 'normal' | 'private'
  /** RFC 3339: the first one. */
  readonly start: string
  readonly everyDays: number
  readonly times: number
  readonly isOrganizer: boolean
  /** Addresses. */
  readonly attendees: readonly string[]
}

export interface StoredMobileDevice {
  readonly guid: string
  readonly friendlyName: string
  readonly model: string
  /** How it synchronises: `EAS`, or `Outlook` for the application of that name. */
  readonly client: 'EAS' | 'Outlook'
}

/** An inbox rule. `conditions` and `actions` are as Graph shows them. */
export interface StoredRule {
  readonly id: string
  readonly displayName: string
  readonly sequence: number
  readonly isEnabled: boolean
  readonly conditions: JsonObject
  readonly actions: JsonObject
}

/** https://learn.microsoft.com/graph/api/resources/automaticrepliessetting */
export interface StoredReply {
  readonly status: 'disabled' | 'alwaysEnabled' | 'scheduled'
  readonly externalAudience: 'none' | 'contactsOnly' | 'all'
  /** UTC without a zone, as Graph writes it. */
  readonly from: string
  readonly until: string
  readonly internal: string
  readonly external: string
}

const MIDNIGHT = 'T00:00:00.0000000'

export const noReply = (today: string): StoredReply => ({
  status: 'disabled',
  externalAudience: 'all',
  from: `${today}${MIDNIGHT}`,
  until: `${today}${MIDNIGHT}`,
  internal: '',
  external: '',
})

/** A mailbox that nobody has used. */
export const freshMailbox = (
  about: Pick<StoredMailbox, 'id' | 'guid' | 'since' | 'licensed'>,
  today: string,
): StoredMailbox => ({
  kind: 'UserMailbox',
  becoming: null,
  deletedAt: null,
  sizeInBytes: 0,
  hasArchive: false,
  litigationHold: false,
  forwardingSmtpAddress: null,
  forwardingRecipient: null,
  deliverToMailboxAndForward: false,
  fullAccess: [],
  sendAs: [],
  sendOnBehalf: [],
  rules: [],
  reply: noReply(today),
  ...about,
})

/** What the mailbox is at a time. */
export const kindAt = (mailbox: StoredMailbox, now: number): MailboxKind =>
  mailbox.becoming && mailbox.becoming.at <= now ? mailbox.becoming.kind : mailbox.kind
