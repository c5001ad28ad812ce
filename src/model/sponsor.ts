/** A guest whom somebody answers for. */
export interface SponsoredGuest {
  readonly id: string
  readonly userPrincipalName: string
  readonly displayName: string
}

/** Whoever answers for a guest: a user or a group. */
export interface Sponsor {
  readonly id: string
  readonly name: string
}
