const MINUTE_MS = 60_000

/** How many milliseconds until one more request may be made; 0: it may, and counts. */
export type RequestRate = (now: number) => number

/** So many requests a minute, in one burst or spread over it. */
export const requestRate = (perMinute: number): RequestRate => {
  let left = perMinute
  let at: number | undefined
  return (now) => {
    left = Math.min(perMinute, left + (Math.max(0, now - (at ?? now)) * perMinute) / MINUTE_MS)
    at = now
    if (left < 1) return Math.ceil(((1 - left) * MINUTE_MS) / perMinute)
    left -= 1
    return 0
  }
}
