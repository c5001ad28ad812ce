const EPOCH_DIFFERENCE_MS = 11_644_473_600_000
const TICKS_PER_MS = 10_000n

/** Milliseconds since 1970 as a count of 100 ns since 1601, the form of pwdLastSet and accountExpires. */
export const fileTime = (ms: number): string => String(BigInt(ms + EPOCH_DIFFERENCE_MS) * TICKS_PER_MS)

/** The other way round; NaN-free for any number AD can hold. */
export const fromFileTime = (ticks: string): number => Number(BigInt(ticks) / TICKS_PER_MS) - EPOCH_DIFFERENCE_MS

/** `20261201093000.0Z`, the form of whenCreated. */
export const generalizedTime = (ms: number): string =>
  `${new Date(ms).toISOString().replace(/[-T:]/g, '').replace(/\..*$/, '')}.0Z`

/** `20261201093000.0Z` or `20261201093000Z`, made uniform; null where it is neither. */
export const readGeneralizedTime = (text: string): string | null => {
  const digits = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.\d+)?Z$/.exec(text)
  if (!digits) return null
  const [, year, month, day, hour, minute, second] = digits
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? null : generalizedTime(time)
}
