import type { Json } from '../model/json.ts'
import type {
  DistributionList,
  Mailbox,
  MailboxForward,
  MailboxGrant,
  MailboxRight,
  MobilePartnership,
} from '../model/mailbox.ts'
import type { ExchangeReader } from '../ports/exchange.ts'
import { textIn, textsIn } from '../wire/json-shape.ts'
import type { KeptIndex } from './grant-index.ts'
import type { InvokeRead } from './invocation.ts'
import {
  forwardOf,
  idOf,
  listOf,
  listProperties,
  mailboxOf,
  mailboxProperties,
  mobileOf,
  mobileProperties,
  sizeOf,
} from './mailbox-shape.ts'
import { orNull, resolveTrustees, trusteesIn } from './trustees.ts'

/** Reads of Exchange Online, whichever driver carries them. */
export const exchangeReader = (read: InvokeRead, index: KeptIndex): ExchangeReader => ({
  mailbox: (userId) => readMailbox(read, userId),
  grantsOn: (userId) => readGrantsOn(read, userId),
  grantsOf: async (userId) => sorted((await index.read()).get(userId.toLowerCase()) ?? []),
  listsOf: (userId) => readListsOf(read, userId),
  listsNamed: (name) => readListsNamed(read, name),
  mobileDevicesOf: (userId) => readMobileDevices(read, userId),
})

const readMailbox = async (read: InvokeRead, userId: string): Promise<Mailbox | null> => {
  const doing = `reading the mailbox of ${userId}`
  const parameters = { Identity: userId }
  const [found, statistics] = await Promise.all([
    orNull(read({ cmdlet: 'Get-Mailbox', parameters, select: mailboxProperties, doing })),
    orNull(read({ cmdlet: 'Get-MailboxStatistics', parameters, select: ['TotalItemSize'], doing })),
  ])
  const json = found?.items.find((item) => idOf(item, doing) === userId.toLowerCase())
  if (json === undefined) return null
  return mailboxOf(json, sizeOf(statistics?.items[0], doing), await readForward(read, json), doing)
}

const readForward = async (read: InvokeRead, json: Json): Promise<MailboxForward | null> => {
  const { recipient, address, keepsCopy } = forwardOf(json)
  if (recipient === null) return address === null ? null : { to: address, keepsCopy }
  const found = (await resolveTrustees(read, [recipient])).get(recipient)
  return { to: found?.address || recipient, keepsCopy }
}

const readGrantsOn = async (read: InvokeRead, userId: string): Promise<readonly MailboxGrant[]> => {
  const doing = `reading the rights on the mailbox of ${userId}`
  const parameters = { Identity: userId }
  const [mailbox, openers, senders] = await Promise.all([
    orNull(read({ cmdlet: 'Get-Mailbox', parameters, select: ['GrantSendOnBehalfTo'], doing })),
    orNull(read({ cmdlet: 'Get-MailboxPermission', parameters, doing })),
    orNull(read({ cmdlet: 'Get-RecipientPermission', parameters, doing })),
  ])
  const rights: readonly (readonly [MailboxRight, readonly string[]])[] = [
    ['FullAccess', trusteesIn(openers?.items ?? [], 'User', 'FullAccess')],
    ['SendAs', trusteesIn(senders?.items ?? [], 'Trustee', 'SendAs')],
    ['SendOnBehalf', textsIn(mailbox?.items[0], 'GrantSendOnBehalfTo')],
  ]
  const people = await resolveTrustees(
    read,
    rights.flatMap(([, names]) => names),
  )
  const grants = rights.flatMap(([right, names]) =>
    names.flatMap((name) => {
      const holder = people.get(name)
      return holder ? [{ mailbox: userId.toLowerCase(), user: holder.id, right, name: holder.address }] : []
    }),
  )
  return sorted(grants)
}

const keyOf = ({ mailbox, user, right }: MailboxGrant): string => `${mailbox} ${user} ${right}`

/** Exchange promises no order; one order makes equal answers equal. */
const sorted = (grants: readonly MailboxGrant[]): readonly MailboxGrant[] =>
  [...grants].sort((a, b) => Number(keyOf(a) > keyOf(b)) - Number(keyOf(a) < keyOf(b)))

/** Members are found by their distinguished name alone, so that is asked for first. Whom Exchange does not know is on no list. */
const readListsOf = async (read: InvokeRead, userId: string): Promise<readonly DistributionList[]> => {
  const doing = `reading the lists of ${userId}`
  const look = { parameters: { Identity: userId }, select: ['DistinguishedName'], doing }
  const found = await orNull(read({ cmdlet: 'Get-Recipient', ...look }))
  const name = textIn(found?.items[0], 'DistinguishedName')
  return name === undefined ? [] : readLists(read, `Members -eq ${literal(name)}`, doing)
}

/** Quotes that PowerShell takes for `'`. How a filter has to write them is not documented, so a name with one is looked for here. */
const TYPOGRAPHIC_QUOTE = /[\u2018\u2019\u201a\u201b]/

const readListsNamed = async (read: InvokeRead, name: string): Promise<readonly DistributionList[]> => {
  const doing = `looking for a list named "${name}"`
  if (name.includes('@')) return readLists(read, `EmailAddresses -eq ${literal(name)}`, doing)
  const filter = TYPOGRAPHIC_QUOTE.test(name) ? null : `DisplayName -eq ${literal(name)}`
  const found = await readLists(read, filter, doing)
  return found.filter(({ displayName }) => displayName.toLowerCase() === name.toLowerCase())
}

/** The lists that fit a filter; all lists where it is null. */
const readLists = async (
  read: InvokeRead,
  filter: string | null,
  doing: string,
): Promise<readonly DistributionList[]> => {
  const all = { ResultSize: 'Unlimited' }
  const parameters = filter === null ? all : { Filter: filter, ...all }
  const { items } = await read({ cmdlet: 'Get-DistributionGroup', parameters, select: listProperties, doing })
  return items.map((item) => listOf(item, doing)).sort((a, b) => Number(a.id > b.id) - Number(a.id < b.id))
}

/** Whoever has no mailbox has no partnership either. */
const readMobileDevices = async (read: InvokeRead, userId: string): Promise<readonly MobilePartnership[]> => {
  const doing = `reading the mobile partnerships of ${userId}`
  const parameters = { Mailbox: userId, ResultSize: 'Unlimited' }
  const found = await orNull(read({ cmdlet: 'Get-MobileDevice', parameters, select: mobileProperties, doing }))
  const all = (found?.items ?? []).map((item) => mobileOf(item, doing))
  return all.sort((a, b) => Number(a.id > b.id) - Number(a.id < b.id))
}

/** A text of an OPATH filter, in which a quote is doubled. */
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
