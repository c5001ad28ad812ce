import type { EntraStore } from '../../entra/entra-store.ts'
import { isSynced, isUnified, type StoredGroup, type StoredUser, textOf, textsOf } from '../../entra/stored-objects.ts'
import type { MailboxStore } from '../mailbox-store.ts'
import { ExchangeFault } from './exchange-fault.ts'

/** https://learn.microsoft.com/powershell/module/exchange/get-recipient#-recipienttypedetails */
export type RecipientType =
  | 'UserMailbox'
  | 'SharedMailbox'
  | 'RoomMailbox'
  | 'EquipmentMailbox'
  | 'MailUniversalDistributionGroup'
  | 'MailUniversalSecurityGroup'
  | 'GroupMailbox'
  | 'GuestMailUser'
  | 'User'

/** A user or group as Exchange sees it. `User`: without a mailbox, known to `Get-User` and as a trustee alone. */
export interface Recipient {
  readonly object: StoredUser | StoredGroup
  readonly type: RecipientType
  readonly id: string
  /** Unique in the organisation: Exchange Online names users after their id in Entra. */
  readonly name: string
  readonly displayName: string
  readonly alias: string
  readonly distinguishedName: string
  readonly address: string
  readonly isSynced: boolean
}

/** The two sides of the company that a cmdlet works on. */
export interface ExchangeOrganisation {
  readonly entra: EntraStore
  readonly mailboxes: MailboxStore
}

const ROOT =
  'OU=contoso.onmicrosoft.com,OU=Microsoft Exchange Hosted Organizations,DC=EURPR07A001,DC=PROD,DC=OUTLOOK,DC=COM'

/** The primary address: the one that is marked so, else what the object calls its mail. */
const primaryAddress = (object: StoredUser | StoredGroup): string =>
  textsOf(object, 'proxyAddresses')
    .find((address) => address.startsWith('SMTP:'))
    ?.slice('SMTP:'.length) ??
  textOf(object, 'mail') ??
  textOf(object, 'userPrincipalName') ??
  ''

const userType = ({ mailboxes }: ExchangeOrganisation, user: StoredUser): RecipientType => {
  const mailbox = mailboxes.of(user.id)
  if (mailbox) return mailboxes.kindOf(mailbox)
  return textOf(user, 'userType') === 'Guest' && textOf(user, 'mail') !== undefined ? 'GuestMailUser' : 'User'
}

const groupType = (group: StoredGroup): RecipientType | null => {
  if (group.properties.mailEnabled !== true) return null
  if (isUnified(group)) return 'GroupMailbox'
  return group.properties.securityEnabled === true ? 'MailUniversalSecurityGroup' : 'MailUniversalDistributionGroup'
}

/** The object as a recipient; null for groups without mail. */
export const recipientOf = (organisation: ExchangeOrganisation, object: StoredUser | StoredGroup): Recipient | null => {
  const type = object.type === 'user' ? userType(organisation, object) : groupType(object)
  if (type === null) return null
  const alias = textOf(object, 'mailNickname') ?? object.id
  const name = object.type === 'user' ? object.id : alias
  return {
    object,
    type,
    id: object.id,
    name,
    alias,
    displayName: textOf(object, 'displayName') ?? alias,
    distinguishedName: `CN=${name},${ROOT}`,
    address: primaryAddress(object),
    isSynced: isSynced(object),
  }
}

export const everyRecipient = (organisation: ExchangeOrganisation): readonly Recipient[] => {
  const { entra } = organisation
  return [...entra.users(), ...entra.groups()].flatMap((object) => recipientOf(organisation, object) ?? [])
}

export type Wanted = (recipient: Recipient) => boolean

export const isMailbox: Wanted = ({ type }) => type.endsWith('Mailbox') && type !== 'GroupMailbox'
export const isList: Wanted = ({ type }) => type.startsWith('MailUniversal')
export const isRecipient: Wanted = ({ type }) => type !== 'User'
export const isUser: Wanted = ({ object }) => object.type === 'user'
export const isAnybody: Wanted = () => true

/** The one recipient that an identity names: id, name, alias, distinguished name, any address, sign-in name or display name. */
export const resolveRecipient = (organisation: ExchangeOrganisation, identity: string, wanted: Wanted): Recipient => {
  const found = byIdentity(organisation, identity).filter(wanted)
  const [first] = found
  if (!first) throw new ExchangeFault('not-found', { id: identity })
  if (found.length > 1) throw new ExchangeFault('ambiguous', { id: identity })
  return first
}

const byIdentity = (organisation: ExchangeOrganisation, identity: string): readonly Recipient[] => {
  const { entra } = organisation
  const id = /^CN=([^,]+),/i.exec(identity)?.[1] ?? identity
  const direct = entra.object(id)
  const objects = direct ? [direct] : candidates(entra, id)
  return objects.flatMap((object) =>
    object.type === 'user' || object.type === 'group' ? (recipientOf(organisation, object) ?? []) : [],
  )
}

/** Addresses and sign-in names before names for people to read, so that nobody can be hidden behind a display name. */
const candidates = (entra: EntraStore, text: string) => {
  const exact = [
    ...entra.find('proxyAddresses', `smtp:${text}`),
    ...entra.find('userPrincipalName', text),
    ...entra.find('mail', text),
    ...entra.find('mailNickname', text),
  ]
  const found = exact.length > 0 ? exact : entra.find('displayName', text)
  return [...new Map(found.map((object) => [object.id, object])).values()]
}
