const MINUTE_MS = 60_000

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

const two = (value: number): string => String(value).padStart(2, '0')

/** RFC 3339 with the offset that the time zone has then. */
export const momentText = (at: number, timeZone?: string): string => {
  const wall = wallTime(at, timeZone)
  const offset = Math.round((wall - at) / MINUTE_MS)
  const ahead = Math.abs(offset)
  const zone = offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`
  return `${new Date(wall).toISOString().slice(0, 19)}${zone}`
}
