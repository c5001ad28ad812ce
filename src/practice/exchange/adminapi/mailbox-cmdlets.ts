import type { Json, JsonObject } from '../../../model/json.ts'
import { textOf as propertyText, textsOf as propertyTexts } from '../../entra/stored-objects.ts'
import type { MailboxKind, StoredMailbox } from '../stored-mailbox.ts'
import { type Cmdlet, type CmdletCall, changedList, sized, textOf, textsOf } from './cmdlet.ts'
import { ExchangeFault } from './exchange-fault.ts'
import { everyRecipient, isMailbox, isRecipient, type Recipient, resolveRecipient } from './recipient.ts'
import { recipientFilter } from './recipient-filter.ts'

const GB = 1024 ** 3
const MB = 1024 ** 2
/** What a shared mailbox may hold without a licence. https://learn.microsoft.com/exchange/collaboration-exo/shared-mailboxes */
const SHARED_WITHOUT_LICENCE = 50 * GB

/** The mailbox that an identity names. */
export const mailboxNamed = (call: CmdletCall, identity: string): { recipient: Recipient; mailbox: StoredMailbox } => {
  const recipient = resolveRecipient(call, identity, isMailbox)
  const mailbox = call.mailboxes.of(recipient.id)
  if (!mailbox) throw new ExchangeFault('not-found', { id: identity })
  return { recipient, mailbox }
}

const nameOf = (call: CmdletCall, id: string): string => {
  const object = call.entra.object(id)
  return object?.type === 'group' ? (propertyText(object, 'mailNickname') ?? id) : id
}

const shown = (call: CmdletCall, recipient: Recipient, mailbox: StoredMailbox): JsonObject => ({
  Identity: recipient.name,
  Name: recipient.name,
  Alias: recipient.alias,
  DisplayName: recipient.displayName,
  DistinguishedName: recipient.distinguishedName,
  ExternalDirectoryObjectId: recipient.id,
  ExchangeGuid: mailbox.guid,
  UserPrincipalName: propertyText(recipient.object, 'userPrincipalName') ?? '',
  PrimarySmtpAddress: recipient.address,
  EmailAddresses: [...propertyTexts(recipient.object, 'proxyAddresses')],
  RecipientType: 'UserMailbox',
  RecipientTypeDetails: call.mailboxes.kindOf(mailbox),
  IsDirSynced: recipient.isSynced,
  IsMailboxEnabled: true,
  ArchiveStatus: mailbox.hasArchive ? 'Active' : 'None',
  LitigationHoldEnabled: mailbox.litigationHold,
  ComplianceTagHoldApplied: false,
  DelayHoldApplied: false,
  InPlaceHolds: [],
  HiddenFromAddressListsEnabled: isHidden(recipient),
  ForwardingAddress: mailbox.forwardingRecipient === null ? null : nameOf(call, mailbox.forwardingRecipient),
  ForwardingSmtpAddress: mailbox.forwardingSmtpAddress,
  DeliverToMailboxAndForward: mailbox.deliverToMailboxAndForward,
  GrantSendOnBehalfTo: mailbox.sendOnBehalf.map((id) => nameOf(call, id)),
})

/** Exchange and Entra show the same of address lists: https://learn.microsoft.com/graph/api/resources/user */
const isHidden = ({ object }: Recipient): boolean => object.properties['showInAddressList'] === false

const getMailbox: Cmdlet = {
  name: 'Get-Mailbox',
  parameters: { Identity: 'text', Filter: 'text', RecipientTypeDetails: 'list', ResultSize: 'size' },
  run(call) {
    const { given } = call
    const identity = textOf(given, 'Identity')
    if (identity !== null) {
      const { recipient, mailbox } = mailboxNamed(call, identity)
      return [shown(call, recipient, mailbox)]
    }
    const types = textsOf(given, 'RecipientTypeDetails')
    const fits = recipientFilterOf(call)
    const found = everyRecipient(call).filter((one) => isMailbox(one) && isOneOf(types, one) && fits(one))
    return sized(call, found).flatMap((recipient) => {
      const mailbox = call.mailboxes.of(recipient.id)
      return mailbox ? [shown(call, recipient, mailbox)] : []
    })
  },
}

export const recipientFilterOf = (call: CmdletCall): ((one: Recipient) => boolean) => {
  const filter = textOf(call.given, 'Filter')
  return filter === null ? () => true : recipientFilter(filter, call)
}

export const isOneOf = (types: readonly string[], { type }: Recipient): boolean =>
  types.length === 0 || types.some((wanted) => wanted.toLowerCase() === type.toLowerCase())

const withCommas = (bytes: number): string => String(bytes).replaceAll(/\B(?=(\d{3})+$)/g, ',')

/** `60.00 GB (64,424,509,440 bytes)` */
const sizeText = (bytes: number): string => {
  const [amount, unit] = bytes >= GB ? [bytes / GB, 'GB'] : [bytes / MB, 'MB']
  return `${amount.toPrecision(4)} ${unit} (${withCommas(bytes)} bytes)`
}

const getStatistics: Cmdlet = {
  name: 'Get-MailboxStatistics',
  parameters: { Identity: 'text' },
  required: ['Identity'],
  run(call) {
    const { recipient, mailbox } = mailboxNamed(call, textOf(call.given, 'Identity') ?? '')
    if (mailbox.sizeInBytes === 0) {
      call.warn(
        `The user hasn't logged on to mailbox '${recipient.name}' (${mailbox.guid}), so there is no data to return. After the user logs on, this warning will no longer appear.`,
      )
      return []
    }
    return [
      {
        DisplayName: recipient.displayName,
        MailboxGuid: mailbox.guid,
        TotalItemSize: sizeText(mailbox.sizeInBytes),
        ItemCount: Math.ceil(mailbox.sizeInBytes / (75 * 1024)),
      },
    ]
  },
}

const kinds: { readonly [type: string]: MailboxKind } = {
  regular: 'UserMailbox',
  shared: 'SharedMailbox',
  room: 'RoomMailbox',
  equipment: 'EquipmentMailbox',
}

/** What only Active Directory changes of somebody whom it masters. */
const mastered = ['HiddenFromAddressListsEnabled'] as const

const setMailbox: Cmdlet = {
  name: 'Set-Mailbox',
  parameters: {
    Identity: 'text',
    Type: 'text',
    ForwardingAddress: 'nullable',
    ForwardingSmtpAddress: 'nullable',
    DeliverToMailboxAndForward: 'boolean',
    HiddenFromAddressListsEnabled: 'boolean',
    GrantSendOnBehalfTo: 'change',
    LitigationHoldEnabled: 'boolean',
  },
  required: ['Identity'],
  run(call) {
    const { recipient, mailbox } = mailboxNamed(call, textOf(call.given, 'Identity') ?? '')
    const property = mastered.find((name) => call.given[name] !== undefined)
    if (property !== undefined && recipient.isSynced)
      throw new ExchangeFault('synced', { id: recipient.name, cmdlet: call.cmdlet, property })
    const hides = hide(call, recipient)
    const kind = wantedKind(call)
    const changed = { ...mailbox, ...changesOf(call, mailbox) }
    const turns = kind !== null && kind !== call.mailboxes.kindOf(mailbox)
    if (!turns && !hides && JSON.stringify(changed) === JSON.stringify(mailbox)) {
      call.warn(`The command completed successfully but no settings of '${recipient.name}' have been modified.`)
      return []
    }
    if (turns) convert(call, changed, kind)
    else call.mailboxes.put(changed)
    return []
  },
}

/** Hides the recipient, or shows it again; answers whether that changed anything. */
const hide = (call: CmdletCall, recipient: Recipient): boolean => {
  const wish = call.given['HiddenFromAddressListsEnabled']
  const user = call.entra.user(recipient.id)
  if (!user || wish === undefined || wish === isHidden(recipient)) return false
  call.entra.put({ ...user, properties: { ...user.properties, showInAddressList: wish === true ? false : null } })
  return true
}

const convert = (call: CmdletCall, mailbox: StoredMailbox, kind: MailboxKind): void => {
  if (kind === 'SharedMailbox' && mailbox.sizeInBytes > SHARED_WITHOUT_LICENCE)
    call.warn(
      'The mailbox is larger than 50 GB. A shared mailbox of this size needs an Exchange Online Plan 2 license.',
    )
  call.mailboxes.convert(mailbox, kind)
}

const wantedKind = ({ given }: CmdletCall): MailboxKind | null => {
  const type = textOf(given, 'Type')
  if (type === null) return null
  const kind = kinds[type.toLowerCase()]
  if (!kind) throw new ExchangeFault('bad-value', { parameter: 'Type', value: type })
  return kind
}

const changesOf = (call: CmdletCall, before: StoredMailbox): Partial<StoredMailbox> => {
  const { given } = call
  const has = (name: string): boolean => given[name] !== undefined
  const idOf = (identity: string): string => resolveRecipient(call, identity, isRecipient).id
  const forward = textOf(given, 'ForwardingAddress')
  return {
    ...(has('ForwardingSmtpAddress')
      ? { forwardingSmtpAddress: smtpAddress(textOf(given, 'ForwardingSmtpAddress')) }
      : {}),
    ...(has('ForwardingAddress') ? { forwardingRecipient: forward === null ? null : idOf(forward) } : {}),
    ...flag(given, 'DeliverToMailboxAndForward', 'deliverToMailboxAndForward'),
    ...flag(given, 'LitigationHoldEnabled', 'litigationHold'),
    ...(has('GrantSendOnBehalfTo')
      ? { sendOnBehalf: changedList(before.sendOnBehalf, given['GrantSendOnBehalfTo'] ?? null, idOf) }
      : {}),
  }
}

const flag = (given: { readonly [name: string]: Json }, parameter: string, property: keyof StoredMailbox) =>
  given[parameter] === undefined ? {} : { [property]: given[parameter] === true }

const smtpAddress = (text: string | null): string | null =>
  text === null || text === '' ? null : `smtp:${text.replace(/^smtp:/i, '')}`

export const mailboxCmdlets: readonly Cmdlet[] = [getMailbox, getStatistics, setMailbox]
