import { Fault } from '../../model/fault.ts'
import type { MailboxForward, MailboxType } from '../../model/mailbox.ts'
import type { ExchangeReader, ExchangeWriter } from '../../ports/exchange.ts'
import { type EntraOverlay, readGroupsOf, readUser } from './entra-overlay.ts'
import {
  type ExchangeOverlay,
  emptyExchangeOverlay,
  type Grant,
  grantKey,
  readGrants,
  readList,
  readListsOf,
  readMailbox,
  readMobileDevices,
} from './exchange-overlay.ts'

/** Exchange as it will be. */
export interface ProjectedExchange extends ExchangeReader {
  writer(): ExchangeWriter
}

/** The projection of Exchange over that of Entra: both show one mailbox, so a conversion shows in both. */
export const projectExchange = (live: ExchangeReader | null, entra: EntraOverlay): ProjectedExchange => {
  const overlay = emptyExchangeOverlay(live, entra)
  return {
    mailbox: (userId) => readMailbox(overlay, userId),
    grantsOn: (userId) => readGrants(overlay, 'mailbox', userId),
    grantsOf: (userId) => readGrants(overlay, 'user', userId),
    listsOf: (userId) => readListsOf(overlay, userId),
    listsNamed: async (name) => (await live?.listsNamed(name)) ?? [],
    mobileDevicesOf: (userId) => readMobileDevices(overlay, userId),
    writer: () => writeExchange(overlay),
  }
}

/** Throws what Exchange answers for a user without a mailbox. Where only people reach it nobody can say, and they will see. */
const requireMailbox = async (overlay: ExchangeOverlay, userId: string, doing: string): Promise<void> => {
  if (overlay.live === null) return
  if (!(await readMailbox(overlay, userId)))
    throw new Fault('exchange/not-found', { doing, detail: `${userId} has no mailbox` })
}

const setType = async (overlay: ExchangeOverlay, userId: string, type: MailboxType): Promise<void> => {
  await requireMailbox(overlay, userId, `converting the mailbox of ${userId}`)
  overlay.entra.mail.types.set(userId, type)
}

const setForward = async (overlay: ExchangeOverlay, userId: string, forward: MailboxForward | null): Promise<void> => {
  await requireMailbox(overlay, userId, `forwarding the mail of ${userId}`)
  overlay.forwards.set(userId, forward)
}

const setHidden = async (overlay: ExchangeOverlay, userId: string, hidden: boolean): Promise<void> => {
  const doing = `${hidden ? 'hiding' : 'showing'} ${userId} in address lists`
  await requireMailbox(overlay, userId, doing)
  if ((await readUser(overlay.entra, userId))?.properties['onPremisesSyncEnabled'] === true)
    throw new Fault('exchange/mastered-on-premises', { doing })
  overlay.entra.mail.hidden.set(userId, hidden)
}

const setGrant = async (overlay: ExchangeOverlay, grant: Grant, present: boolean): Promise<void> => {
  const doing = `${present ? 'giving' : 'taking'} ${grant.right} on the mailbox of ${grant.mailbox}`
  await requireMailbox(overlay, grant.mailbox, doing)
  if (present && !(await readUser(overlay.entra, grant.user)))
    throw new Fault('exchange/not-found', { doing, detail: `there is no user ${grant.user}` })
  overlay.grants.set(grantKey(grant), { grant, present })
}

const setListMember = async (
  overlay: ExchangeOverlay,
  listId: string,
  userId: string,
  present: boolean,
): Promise<void> => {
  const doing = `${present ? 'adding' : 'removing'} ${userId} ${present ? 'to' : 'from'} the list ${listId}`
  const list = await readList(overlay, listId)
  if (!list) throw new Fault('exchange/not-found', { doing, detail: `there is no list ${listId}` })
  if (!(await readUser(overlay.entra, userId)))
    throw new Fault('exchange/not-found', { doing, detail: `there is no user ${userId}` })
  if (list.isSynced) throw new Fault('exchange/mastered-on-premises', { doing })
  const isMember = (await readGroupsOf(overlay.entra, userId)).some(({ id }) => id === listId)
  if (isMember === present) throw new Fault(present ? 'exchange/already-member' : 'exchange/not-member', { doing })
  const edits = overlay.entra.memberships.get(userId) ?? new Map<string, boolean>()
  overlay.entra.memberships.set(userId, edits.set(listId, present))
}

const removeMobileDevice = async (overlay: ExchangeOverlay, userId: string, deviceId: string): Promise<void> => {
  if (overlay.live === null) return
  const there = await readMobileDevices(overlay, userId)
  if (!there.some(({ id }) => id === deviceId)) {
    const doing = `removing a mobile partnership of ${userId}`
    throw new Fault('exchange/not-found', { doing, detail: `there is no partnership ${deviceId}` })
  }
  overlay.mobileGone.add(deviceId)
}

/** Writes that stay in the overlay. Giving a right twice and taking one that is not there are no errors in Exchange. */
const writeExchange = (overlay: ExchangeOverlay): ExchangeWriter => {
  const { turns } = overlay.entra
  return {
    setType: (userId, type) => turns(() => setType(overlay, userId, type)),
    setForward: (userId, forward) => turns(() => setForward(overlay, userId, forward)),
    setHidden: (userId, hidden) => turns(() => setHidden(overlay, userId, hidden)),
    addGrant: ({ mailbox, user, right }) => turns(() => setGrant(overlay, { mailbox, user, right }, true)),
    removeGrant: ({ mailbox, user, right }) => turns(() => setGrant(overlay, { mailbox, user, right }, false)),
    addListMember: (listId, userId) => turns(() => setListMember(overlay, listId, userId, true)),
    removeListMember: (listId, userId) => turns(() => setListMember(overlay, listId, userId, false)),
    removeMobileDevice: (userId, deviceId) => turns(() => removeMobileDevice(overlay, userId, deviceId)),
  }
}
