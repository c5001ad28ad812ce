import type { DistributionList, Mailbox, MailboxForward, MailboxGrant, MobilePartnership } from '../../model/mailbox.ts'
import { makerOf } from '../../model/object-ref.ts'
import type { ExchangeReader } from '../../ports/exchange.ts'
import { type EntraOverlay, readUser } from './entra-overlay.ts'

/** A right without the name under which it is shown. */
export type Grant = Omit<MailboxGrant, 'name'>

/** What lies over live Exchange. What Graph shows as well (type, address lists, members) lies over live Entra. */
export interface ExchangeOverlay {
  /** null where only people reach Exchange: what the plan asks them to do is projected all the same. */
  readonly live: ExchangeReader | null
  readonly entra: EntraOverlay
  readonly forwards: Map<string, MailboxForward | null>
  /** Rights that the plan gives (true) and takes (false). */
  readonly grants: Map<string, { readonly grant: Grant; readonly present: boolean }>
  /** Ids of mobile partnerships that the plan takes. */
  readonly mobileGone: Set<string>
}

export const emptyExchangeOverlay = (live: ExchangeReader | null, entra: EntraOverlay): ExchangeOverlay => ({
  live,
  entra,
  forwards: new Map(),
  grants: new Map(),
  mobileGone: new Set(),
})

export const grantKey = ({ mailbox, user, right }: Grant): string => `${mailbox} ${user} ${right}`

/** The live reader where it can be asked about the user: a placeholder is no id, and whoever is deleted has no mailbox. */
const liveFor = ({ live, entra }: ExchangeOverlay, userId: string): ExchangeReader | null =>
  makerOf(userId) === undefined && !entra.users.get(userId)?.gone ? live : null

export const readMailbox = async (overlay: ExchangeOverlay, userId: string): Promise<Mailbox | null> => {
  const { types, hidden } = overlay.entra.mail
  const live = (await liveFor(overlay, userId)?.mailbox(userId)) ?? null
  const forward = overlay.forwards.get(userId)
  return (
    live && {
      ...live,
      type: types.get(userId) ?? live.type,
      isHidden: hidden.get(userId) ?? live.isHidden,
      forward: forward === undefined ? live.forward : forward,
    }
  )
}

const addressOf = async ({ entra }: ExchangeOverlay, userId: string): Promise<string> => {
  const user = await readUser(entra, userId)
  const mail = user?.properties['mail']
  return typeof mail === 'string' ? mail : (user?.userPrincipalName ?? userId)
}

/** In one order, for Exchange promises none. */
const sorted = <T>(all: readonly T[], key: (one: T) => string): readonly T[] =>
  [...all].sort((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))))

/** Rights by one side, `mailbox` or `user`; shown is the name of the other. */
export const readGrants = async (
  overlay: ExchangeOverlay,
  side: 'mailbox' | 'user',
  id: string,
): Promise<readonly MailboxGrant[]> => {
  const reader = liveFor(overlay, id)
  const live = (await (side === 'mailbox' ? reader?.grantsOn(id) : reader?.grantsOf(id))) ?? []
  const kept = live.filter((grant) => !overlay.grants.has(grantKey(grant)))
  const edits = [...overlay.grants.values()].filter(({ grant, present }) => present && grant[side] === id)
  const added = edits.map(async ({ grant }) => ({
    ...grant,
    name: await addressOf(overlay, side === 'mailbox' ? grant.user : grant.mailbox),
  }))
  return sorted([...kept, ...(await Promise.all(added))], grantKey)
}

/** A group of Entra as a list of Exchange; null for one whose members are Entra's. */
export const readList = async ({ entra }: ExchangeOverlay, id: string): Promise<DistributionList | null> => {
  const group = await entra.live.group(id)
  if (!group?.mailEnabled || group.groupTypes.includes('Unified')) return null
  const { displayName, mail, onPremisesSyncEnabled } = group
  return { id, displayName, address: mail ?? '', isSynced: onPremisesSyncEnabled }
}

export const readListsOf = async (overlay: ExchangeOverlay, userId: string): Promise<readonly DistributionList[]> => {
  const edits = overlay.entra.memberships.get(userId) ?? new Map<string, boolean>()
  const live = (await liveFor(overlay, userId)?.listsOf(userId)) ?? []
  const joined = await Promise.all([...edits].map(([id, present]) => (present ? readList(overlay, id) : null)))
  const all = [...live.filter(({ id }) => !edits.has(id)), ...joined.filter((list) => list !== null)]
  return sorted(all, ({ id }) => id)
}

export const readMobileDevices = async (
  overlay: ExchangeOverlay,
  userId: string,
): Promise<readonly MobilePartnership[]> => {
  const live = (await liveFor(overlay, userId)?.mobileDevicesOf(userId)) ?? []
  return live.filter(({ id }) => !overlay.mobileGone.has(id))
}
