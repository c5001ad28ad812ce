/** Of FILETIME: 100 ns since 1601. https://learn.microsoft.com/windows/win32/api/minwinbase/ns-minwinbase-filetime */
const UNIX_EPOCH = 116_444_736_000_000_000n
const TICKS_PER_MS = 10_000n
/** The end of the year 9999; AD's "never" is the year 30828. */
const LATEST = UNIX_EPOCH + 253_402_300_799_999n * TICKS_PER_MS

/** RFC 3339 of a FILETIME; null for 0, for "never" and for what is none. */
export const fromFileTime = (text: string | undefined): string | null => {
  if (text === undefined || !/^\d+$/.test(text)) return null
  const ticks = BigInt(text)
  if (ticks === 0n || ticks > LATEST) return null
  return new Date(Number((ticks - UNIX_EPOCH) / TICKS_PER_MS)).toISOString()
}

/** RFC 3339 of an LDAP generalized time such as `20261122071856.0Z`. */
export const fromGeneralizedTime = (text: string | undefined): string | null => {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.\d+)?Z$/.exec(text ?? '')
  if (!parts) return null
  const [, year, month, day, hour, minute, second] = parts
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
}
