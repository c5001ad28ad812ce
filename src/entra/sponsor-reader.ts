import type { Json } from '../model/json.ts'
import type { Sponsor, SponsoredGuest } from '../model/sponsor.ts'
import type { SponsorReader } from '../ports/sponsors.ts'
import { listIn, textIn } from '../wire/json-shape.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { allPages } from './pages.ts'
import { memberProperties } from './select-lists.ts'
import { required } from './shapes.ts'
import { sponsorUrls } from './sponsor-url.ts'

/**
 * Reads of sponsors over Graph. Every guest is looked at: what somebody sponsors is told (`sponsorOf`) to signed-in people and not to
 * applications, and no filter goes by sponsors. https://learn.microsoft.com/graph/api/user-list-sponsorof#permissions
 */
export const sponsorReader = (send: Send, root: GraphRoot): SponsorReader => ({
  async sponsoredBy(userId) {
    const guests = await allPages(send, root, sponsorUrls.guests(memberProperties), `reading whom ${userId} sponsors`)
    return byId(guests.filter(isSponsoredBy(userId)).map(guestOf))
  },
  async sponsorsOf(guestId) {
    const path = sponsorUrls.sponsors(guestId, memberProperties)
    return byId((await allPages(send, root, path, `reading the sponsors of ${guestId}`)).map(sponsorOf))
  },
})

const isSponsoredBy =
  (userId: string) =>
  (guest: Json): boolean =>
    (listIn(guest, 'sponsors') ?? []).some((one) => textIn(one, 'id')?.toLowerCase() === userId.toLowerCase())

const guestOf = (json: Json): SponsoredGuest => {
  const userPrincipalName = required(json, 'userPrincipalName')
  return { id: required(json, 'id'), userPrincipalName, displayName: textIn(json, 'displayName') ?? userPrincipalName }
}

const sponsorOf = (json: Json): Sponsor => {
  const id = required(json, 'id')
  return { id, name: textIn(json, 'displayName') ?? textIn(json, 'userPrincipalName') ?? id }
}

/** Graph promises no order; one order makes equal answers equal. */
const byId = <T extends { readonly id: string }>(objects: readonly T[]): readonly T[] =>
  [...objects].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)))
