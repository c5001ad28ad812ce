import { type DeletablePath, deletablePath, type GraphPath, guid, path, withQuery } from './graph-url.ts'

const MOST_PER_PAGE = 999

/** Addresses of sponsors. https://learn.microsoft.com/graph/api/resources/user#relationships */
export const sponsorUrls = {
  /** Every guest, with the first twenty sponsors. */
  guests: (select: readonly string[]): GraphPath =>
    withQuery(path('users'), {
      select,
      filter: "userType eq 'Guest'",
      top: MOST_PER_PAGE,
      expand: 'sponsors($select=id)',
    }),
  sponsors: (guestId: string, select: readonly string[]): GraphPath =>
    withQuery(path('users', guid(guestId), 'sponsors'), { select }),
  /** To add to by POST; not deletable. */
  sponsorsRef: (guestId: string): GraphPath => path('users', guid(guestId), 'sponsors', '$ref'),
  sponsorRef: (guestId: string, sponsorId: string): DeletablePath =>
    deletablePath('users', guid(guestId), 'sponsors', guid(sponsorId), '$ref'),
}
