/**
 * What a Retry-After asks for, in milliseconds from `now`: seconds or an HTTP date (RFC 9110, 10.2.3). A date that has passed asks for
 * nothing (0). Anything else is undefined, and the caller waits as it would without.
 */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  const text = header?.trim()
  if (!text) return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  if (!/^[A-Z][a-z]+,? /.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}
