import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { DistributionList, Mailbox, MailboxForward, MailboxType, MobilePartnership } from '../model/mailbox.ts'
import { member, numberIn, textIn, textsIn } from '../wire/json-shape.ts'

/** What is asked for of a mailbox. */
export const mailboxProperties = [
  'ExternalDirectoryObjectId',
  'PrimarySmtpAddress',
  'RecipientTypeDetails',
  'ArchiveStatus',
  'LitigationHoldEnabled',
  'InPlaceHolds',
  'ComplianceTagHoldApplied',
  'DelayHoldApplied',
  'HiddenFromAddressListsEnabled',
  'ForwardingAddress',
  'ForwardingSmtpAddress',
  'DeliverToMailboxAndForward',
] as const

export const listProperties = ['ExternalDirectoryObjectId', 'DisplayName', 'PrimarySmtpAddress', 'IsDirSynced'] as const

/** https://learn.microsoft.com/powershell/module/exchange/get-mailbox#-recipienttypedetails */
const types: { readonly [details: string]: MailboxType } = {
  UserMailbox: 'user',
  SharedMailbox: 'shared',
  RoomMailbox: 'room',
  EquipmentMailbox: 'equipment',
}

/** The id of the Entra object, in lower case. Throws where an object has none, for nothing could be addressed by it. */
export const idOf = (json: Json | undefined, doing: string): string => {
  const id = textIn(json, 'ExternalDirectoryObjectId')
  if (id) return id.toLowerCase()
  throw new Fault('exchange/unexpected-answer', {
    doing,
    detail: 'an object in it has no ExternalDirectoryObjectId',
    state: 'Nothing was changed.',
  })
}

const isOn = (json: Json, name: string): boolean => member(json, name) === true

/**
 * A hold that begins with a hyphen takes the mailbox out of one of the whole organisation; those of the whole organisation do not show here.
 * https://learn.microsoft.com/purview/ediscovery-identify-a-hold-on-an-exchange-online-mailbox
 */
const isOnHold = (json: Json): boolean =>
  isOn(json, 'LitigationHoldEnabled') ||
  isOn(json, 'ComplianceTagHoldApplied') ||
  isOn(json, 'DelayHoldApplied') ||
  textsIn(json, 'InPlaceHolds').some((hold) => !hold.startsWith('-'))

/** The mailbox without its forwarding to a recipient of the organisation, of which Exchange tells the name alone. */
export const mailboxOf = (json: Json, sizeInBytes: number, forward: MailboxForward | null, doing: string): Mailbox => ({
  id: idOf(json, doing),
  address: textIn(json, 'PrimarySmtpAddress') ?? '',
  type: types[textIn(json, 'RecipientTypeDetails') ?? ''] ?? 'other',
  sizeInBytes,
  hasArchive: textIn(json, 'ArchiveStatus') === 'Active',
  isOnHold: isOnHold(json),
  isHidden: isOn(json, 'HiddenFromAddressListsEnabled'),
  forward,
})

/** Where mail is forwarded to. A recipient of the organisation wins over an address. */
export const forwardOf = (
  json: Json,
): { readonly recipient: string | null; readonly address: string | null; readonly keepsCopy: boolean } => ({
  recipient: textIn(json, 'ForwardingAddress') || null,
  address: textIn(json, 'ForwardingSmtpAddress')?.replace(/^smtp:/i, '') || null,
  keepsCopy: isOn(json, 'DeliverToMailboxAndForward'),
})

/**
 * Bytes of a mailbox: `60 GB (64,424,509,440 bytes)`, or a number. Nothing is said of a mailbox that nobody has opened yet, which is empty.
 * Any other form throws: taken for 0, a large mailbox could be converted that must not be.
 */
export const sizeOf = (json: Json | undefined, doing: string): number => {
  if (json === undefined) return 0
  const plain = numberIn(json, 'TotalItemSize') ?? numberIn(member(json, 'TotalItemSize'), 'Value')
  if (plain !== undefined) return plain
  const text = textIn(json, 'TotalItemSize') ?? textIn(member(json, 'TotalItemSize'), 'Value') ?? ''
  const bytes = /\(([\d.,\s\u00a0\u202f]+) bytes\)/i.exec(text)?.[1]?.replaceAll(/\D/g, '')
  if (bytes) return Number(bytes)
  throw new Fault('exchange/unexpected-answer', {
    doing,
    detail: 'the size of the mailbox is in a form that is not known',
    state: 'Nothing was changed.',
  })
}

export const listOf = (json: Json, doing: string): DistributionList => ({
  id: idOf(json, doing),
  displayName: textIn(json, 'DisplayName') ?? '',
  address: textIn(json, 'PrimarySmtpAddress') ?? '',
  isSynced: isOn(json, 'IsDirSynced'),
})

/** https://learn.microsoft.com/powershell/module/exchange/get-mobiledevice */
export const mobileProperties = ['Guid', 'FriendlyName', 'DeviceModel', 'DeviceType'] as const

/** A partnership under the first name that the device has told. */
export const mobileOf = (json: Json, doing: string): MobilePartnership => {
  const id = textIn(json, 'Guid')
  if (!id)
    throw new Fault('exchange/unexpected-answer', {
      doing,
      detail: 'a partnership in it has no Guid',
      state: 'Nothing was changed.',
    })
  const name = textIn(json, 'FriendlyName') || textIn(json, 'DeviceModel') || textIn(json, 'DeviceType') || id
  return { id: id.toLowerCase(), name }
}
