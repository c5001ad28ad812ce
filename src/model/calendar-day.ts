const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const formats = new Map<string, Intl.DateTimeFormat>()

const formatFor = (timeZone: string | undefined): Intl.DateTimeFormat => {
  const key = timeZone ?? ''
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(key, made)
  return made
}

/** What clocks on the wall show, as if that were UTC; to the second. */
const wallTime = (at: number, timeZone: string | undefined): number => {
  const parts = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The day at this moment (milliseconds since 1970), `YYYY-MM-DD`, in a time zone by its IANA name, or in that of this machine. */
export const dayOf = (at: number, timeZone?: string): string =>
  new Date(wallTime(at, timeZone)).toISOString().slice(0, 10)

/** The moment (milliseconds since 1970) at which clocks in the time zone show the first second of a day, `YYYY-MM-DD`. */
export const startOfDay = (day: string, timeZone?: string): number => {
  const wanted = Date.parse(`${day}T00:00:00Z`)
  const guess = wanted - (wallTime(wanted, timeZone) - wanted)
  // Where the clocks are turned between the two, the offset of the guess is the right one.
  return guess - (wallTime(guess, timeZone) - wanted)
}

/** The first moment after a day. */
export const endOfDay = (day: string, timeZone?: string): number =>
  startOfDay(new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10), timeZone)

const two = (value: number): string => String(value).padStart(2, '0')

/** RFC 3339 with the offset that the time zone has then. */
export const momentText = (at: number, timeZone?: string): string => {
  const wall = wallTime(at, timeZone)
  const offset = Math.round((wall - at) / MINUTE_MS)
  const ahead = Math.abs(offset)
  const zone = offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`
  return `${new Date(wall).toISOString().slice(0, 19)}${zone}`
}
