import type { Json } from '../model/json.ts'
import type { MailboxGrant, MailboxRight } from '../model/mailbox.ts'
import type { Clock } from '../ports/clock.ts'
import { textIn, textsIn } from '../wire/json-shape.ts'
import type { InvokeRead } from './invocation.ts'
import { idOf } from './mailbox-shape.ts'
import { orNull, resolveTrustees, type Trustee, trusteeOf, trusteesIn } from './trustees.ts'

/** Rights of all, by who has them. */
export type GrantIndex = ReadonlyMap<string, readonly MailboxGrant[]>

interface Owner {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly sendOnBehalf: readonly string[]
}

interface Entry {
  readonly owner: Owner
  readonly trustee: string
  readonly right: MailboxRight
}

const ownerProperties = [
  'ExternalDirectoryObjectId',
  'Name',
  'PrimarySmtpAddress',
  'UserPrincipalName',
  'GrantSendOnBehalfTo',
] as const

const DOING = 'looking through the rights on all mailboxes'

/**
 * Reads the rights on every mailbox of the organisation. Exchange can be asked who may open one mailbox, but not which mailboxes one person
 * may open, so there is no shorter way: one list of all mailboxes (which names who may send on behalf), one list of all rights to send as,
 * and one question a mailbox for who may open it, ten in one request. Of ten thousand mailboxes that makes about a thousand requests.
 */
export const readGrantIndex = async (read: InvokeRead): Promise<GrantIndex> => {
  const [mailboxes, senders] = await Promise.all([
    read({ cmdlet: 'Get-Mailbox', parameters: { ResultSize: 'Unlimited' }, select: ownerProperties, doing: DOING }),
    read({ cmdlet: 'Get-RecipientPermission', parameters: { ResultSize: 'Unlimited' }, doing: DOING }),
  ])
  const owners = mailboxes.items.map(ownerOf)
  const entries = [
    ...onBehalf(owners),
    ...sendersOf(senders.items, owners),
    ...(await Promise.all(owners.map((owner) => openersOf(read, owner)))).flat(),
  ]
  const people = await resolveTrustees(
    read,
    entries.map(({ trustee }) => trustee),
    knownFrom(mailboxes.items),
  )
  return byHolder(entries, people)
}

const ownerOf = (json: Json): Owner => ({
  id: idOf(json, DOING),
  name: textIn(json, 'Name') ?? '',
  address: textIn(json, 'PrimarySmtpAddress') ?? '',
  sendOnBehalf: textsIn(json, 'GrantSendOnBehalfTo'),
})

/** Most trustees have a mailbox themselves, and so stand in the list of all mailboxes already. */
const knownFrom = (mailboxes: readonly Json[]): ReadonlyMap<string, Trustee> => {
  const known = new Map<string, Trustee>()
  for (const json of mailboxes) {
    const trustee = trusteeOf(json)
    if (!trustee) continue
    for (const name of ['ExternalDirectoryObjectId', 'Name', 'PrimarySmtpAddress', 'UserPrincipalName']) {
      const text = textIn(json, name)
      if (text) known.set(text.toLowerCase(), trustee)
    }
  }
  return known
}

const onBehalf = (owners: readonly Owner[]): readonly Entry[] =>
  owners.flatMap((owner) => owner.sendOnBehalf.map((trustee) => ({ owner, trustee, right: 'SendOnBehalf' as const })))

/** The list names the mailbox by its name; entries on lists and other recipients are left out. */
const sendersOf = (entries: readonly Json[], owners: readonly Owner[]): readonly Entry[] => {
  const byName = new Map(owners.flatMap((owner) => [owner.name, owner.id].map((name) => [name.toLowerCase(), owner])))
  return entries.flatMap((entry) => {
    const owner = byName.get((textIn(entry, 'Identity') ?? '').toLowerCase())
    if (!owner) return []
    return trusteesIn([entry], 'Trustee', 'SendAs').map((trustee) => ({ owner, trustee, right: 'SendAs' as const }))
  })
}

/** A mailbox that went away since the list was read has no rights on it. */
const openersOf = async (read: InvokeRead, owner: Owner): Promise<readonly Entry[]> => {
  const parameters = { Identity: owner.id }
  const answer = await orNull(read({ cmdlet: 'Get-MailboxPermission', parameters, doing: DOING }))
  return trusteesIn(answer?.items ?? [], 'User', 'FullAccess').map((trustee) => ({
    owner,
    trustee,
    right: 'FullAccess' as const,
  }))
}

const byHolder = (entries: readonly Entry[], people: ReadonlyMap<string, Trustee>): GrantIndex => {
  const index = new Map<string, MailboxGrant[]>()
  for (const { owner, trustee, right } of entries) {
    const user = people.get(trustee)?.id
    if (user === undefined) continue
    const grants = index.get(user) ?? []
    index.set(user, grants)
    grants.push({ mailbox: owner.id, user, right, name: owner.address })
  }
  return index
}

/** Of the time, this share goes into reading the index: what took a second is good for twenty, what took minutes for ten minutes. */
const GOOD_FOR_TIMES = 20
const LONGEST_MS = 10 * 60_000

/** The index, read once for all who ask meanwhile and until it is too old. */
export interface KeptIndex {
  read(): Promise<GrantIndex>
  /** Forgets it, because something was changed. */
  forget(): void
}

export const keptIndex = (read: InvokeRead, clock: Clock): KeptIndex => {
  let kept: { readonly index: Promise<GrantIndex>; goodUntil: number } | null = null
  const begin = (): Promise<GrantIndex> => {
    const begun = clock.now()
    const entry = { index: readGrantIndex(read), goodUntil: Number.POSITIVE_INFINITY }
    kept = entry
    const settle = (goodForMs: number): void => {
      entry.goodUntil = clock.now() + Math.min(LONGEST_MS, goodForMs)
    }
    entry.index.then(
      () => settle((clock.now() - begun) * GOOD_FOR_TIMES),
      () => settle(0),
    )
    return entry.index
  }
  return {
    read: () => (kept && clock.now() < kept.goodUntil ? kept.index : begin()),
    forget: () => {
      kept = null
    },
  }
}
