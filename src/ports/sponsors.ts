import type { Sponsor, SponsoredGuest } from '../model/sponsor.ts'

/** Reads of who answers for guests. */
export interface SponsorReader {
  /** Guests of whom the user himself is a sponsor; not those of groups that the user is in. */
  sponsoredBy(userId: string): Promise<readonly SponsoredGuest[]>
  sponsorsOf(guestId: string): Promise<readonly Sponsor[]>
}

/** Writes of the same. Each is one Graph request. */
export interface SponsorWriter {
  addSponsor(guestId: string, sponsorId: string): Promise<void>
  removeSponsor(guestId: string, sponsorId: string): Promise<void>
}
