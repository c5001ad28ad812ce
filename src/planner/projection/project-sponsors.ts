import type { EntraUser } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import type { FaultCode } from '../../model/faults/index.ts'
import { makerOf } from '../../model/object-ref.ts'
import type { Sponsor, SponsoredGuest } from '../../model/sponsor.ts'
import type { SponsorReader, SponsorWriter } from '../../ports/sponsors.ts'
import { type EntraOverlay, readUser, requireUser } from './entra-overlay.ts'

const nameOf = ({ displayName, userPrincipalName }: EntraUser): string => displayName ?? userPrincipalName

const byText = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : Number(a.id > b.id)

/** Somebody who is made by the plan has nothing that the live tenant could tell of. */
const isNew = ({ users }: EntraOverlay, id: string): boolean =>
  users.get(id)?.born === true || makerOf(id) !== undefined

const readSponsors = async (overlay: EntraOverlay, guestId: string): Promise<readonly Sponsor[]> => {
  await requireUser(overlay, guestId, `reading the sponsors of ${guestId}`)
  const edits = overlay.sponsors.get(guestId) ?? new Map<string, boolean>()
  const live = isNew(overlay, guestId) ? [] : await overlay.live.sponsorsOf(guestId)
  const kept = live.filter(({ id }) => !edits.has(id) && !overlay.users.get(id)?.gone)
  const added = await Promise.all([...edits].map(([id, is]) => (is ? readUser(overlay, id) : null)))
  return [...kept, ...added.flatMap((user) => (user ? [{ id: user.id, name: nameOf(user) }] : []))].sort(byText)
}

const readSponsored = async (overlay: EntraOverlay, userId: string): Promise<readonly SponsoredGuest[]> => {
  await requireUser(overlay, userId, `reading whom ${userId} sponsors`)
  const live = isNew(overlay, userId) ? [] : await overlay.live.sponsoredBy(userId)
  const kept = live.filter(({ id }) => !overlay.users.get(id)?.gone && !overlay.sponsors.get(id)?.has(userId))
  const given = [...overlay.sponsors].filter(([, edits]) => edits.get(userId) === true)
  const added = await Promise.all(given.map(([guest]) => readUser(overlay, guest)))
  return [...kept, ...added.flatMap((user) => (user ? [guestFrom(user)] : []))].sort(byText)
}

const guestFrom = (user: EntraUser): SponsoredGuest => ({
  id: user.id,
  userPrincipalName: user.userPrincipalName,
  displayName: nameOf(user),
})

export const projectSponsors = (overlay: EntraOverlay): SponsorReader => ({
  sponsoredBy: (userId) => readSponsored(overlay, userId),
  sponsorsOf: (guestId) => readSponsors(overlay, guestId),
})

const setSponsor = async (
  overlay: EntraOverlay,
  [guestId, sponsorId]: readonly [string, string],
  is: boolean,
  refusal: { readonly code: FaultCode; readonly doing: string },
): Promise<void> => {
  if ((await readSponsors(overlay, guestId)).some(({ id }) => id === sponsorId) === is)
    throw new Fault(refusal.code, { doing: refusal.doing })
  const edits = overlay.sponsors.get(guestId) ?? new Map<string, boolean>()
  overlay.sponsors.set(guestId, edits.set(sponsorId, is))
}

/** Writes that stay in the overlay. */
export const writeSponsors = (overlay: EntraOverlay): SponsorWriter => ({
  addSponsor: (guestId, sponsorId) =>
    overlay.turns(async () => {
      const doing = `making ${sponsorId} a sponsor of ${guestId}`
      await requireUser(overlay, sponsorId, doing)
      await setSponsor(overlay, [guestId, sponsorId], true, { code: 'entra/sponsor-already', doing })
    }),
  removeSponsor: (guestId, sponsorId) =>
    overlay.turns(async () => {
      const doing = `removing ${sponsorId} from the sponsors of ${guestId}`
      await setSponsor(overlay, [guestId, sponsorId], false, { code: 'entra/not-sponsor', doing })
    }),
})

/** Sponsors of a tenant in which nobody has one. */
export const noSponsors: SponsorReader = {
  sponsoredBy: async () => [],
  sponsorsOf: async () => [],
}
