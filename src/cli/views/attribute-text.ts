/** https://learn.microsoft.com/windows/win32/adschema/a-useraccountcontrol */
const DISABLED = 2
/** 100-nanosecond intervals between 1601 and 1970. https://learn.microsoft.com/windows/win32/api/minwinbase/ns-minwinbase-filetime */
const UNIX_EPOCH = 116_444_736_000_000_000n
const PER_MS = 10_000n
/** https://learn.microsoft.com/windows/win32/adschema/a-accountexpires */
const NEVER: ReadonlySet<string> = new Set(['0', '9223372036854775807'])

const READINGS: { readonly [attribute: string]: (value: string) => string } = {
  useraccountcontrol: (value) => ((Number(value) & DISABLED) === 0 ? 'enabled' : 'disabled'),
  accountexpires: (value) =>
    NEVER.has(value) ? 'never' : new Date(Number((BigInt(value) - UNIX_EPOCH) / PER_MS)).toISOString(),
}

/** A value as somebody who approves it can read it: `514 (disabled)`. Most attributes speak for themselves. */
export const attributeText = (attribute: string, value: string): string => {
  const reading = READINGS[attribute.toLowerCase()]
  return reading && /^\d{1,19}$/.test(value) ? `${value} (${reading(value)})` : value
}
