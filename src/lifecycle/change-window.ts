import { momentText } from '../model/calendar-day.ts'
import { type ChangeWindow, weekdays } from '../model/policy.ts'

const MINUTE_MS = 60_000
const WEEK_MINUTES = 7 * 24 * 60
const MIDNIGHT = '24:00'

/** Weekday and `HH:MM` on the clocks of the zone. */
const wallAt = (at: number, timeZone: string): { readonly day: (typeof weekdays)[number]; readonly time: string } => {
  const text = momentText(at, timeZone)
  const sunday = new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDay()
  return { day: weekdays[(sunday + 6) % 7] ?? 'mon', time: text.slice(11, 16) }
}

const holds = ({ days, from, to, timeZone }: ChangeWindow, at: number): boolean => {
  const { day, time } = wallAt(at, timeZone)
  return days.includes(day) && time >= from && (to === MIDNIGHT || time < to)
}

/** Whether unattended runs may write at this moment; where policy.yaml names no window, always. */
export const isOpenAt = (windows: readonly ChangeWindow[], at: number): boolean =>
  windows.length === 0 || windows.some((window) => holds(window, at))

/** The next moment at which they may, in milliseconds since 1970, to the minute; null where that is not within a week and a day. */
export const nextOpening = (windows: readonly ChangeWindow[], at: number): number | null => {
  const first = Math.ceil(at / MINUTE_MS)
  for (let minute = 0; minute <= WEEK_MINUTES + 24 * 60; minute += 1) {
    const then = (first + minute) * MINUTE_MS
    if (isOpenAt(windows, then)) return then
  }
  return null
}
