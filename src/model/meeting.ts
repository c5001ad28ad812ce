/** A meeting that somebody organises, or a series of them. */
export interface Meeting {
  /** Of the event, or of the series. */
  readonly id: string
  /** What it is about; empty where the organiser keeps that private. */
  readonly subject: string
  /** RFC 3339, UTC: when it begins, or the next one of the series. */
  readonly start: string
  readonly isSeries: boolean
  /** Addresses of those who were invited, rooms included; never empty. */
  readonly attendees: readonly string[]
}
