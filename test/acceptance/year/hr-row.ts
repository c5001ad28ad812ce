/** One line of what HR exports, as text; days are `YYYY-MM-DD`, an empty text is nothing. */
export interface HrRow {
  readonly key: string
  readonly givenName: string
  readonly surname: string
  readonly title: string
  readonly department: string
  readonly office: string
  readonly phone: string
  readonly country: string
  /** Key of the manager. */
  readonly manager: string
  readonly startDate: string
  readonly lastDay: string
  /** IANA name. */
  readonly zone: string
}

const DAY_MS = 86_400_000

export const dayText = (moment: number): string => new Date(moment).toISOString().slice(0, 10)

/** So many days after a day of the calendar, or before it. */
export const daysAfter = (day: string, days: number): string => dayText(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)
