const GUID = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i

const LENGTH = 16

/** The objectGUID in an immutable id, or null where it is made from something else. */
export const objectGuidIn = (immutableId: string): string | null => {
  const bytes = Buffer.from(immutableId, 'base64')
  if (bytes.length !== LENGTH || bytes.toString('base64') !== immutableId) return null
  const part = (from: number, to: number, reversed: boolean): string => {
    const piece = Buffer.from(bytes.subarray(from, to))
    return (reversed ? piece.reverse() : piece).toString('hex')
  }
  return [part(0, 4, true), part(4, 6, true), part(6, 8, true), part(8, 10, false), part(10, 16, false)].join('-')
}

/**
 * The value that Entra Connect derives from an objectGUID and keeps in onPremisesImmutableId: base64 of the 16 bytes as AD stores them, in
 * which the first three parts of the text form are little-endian. A text that is no GUID, such as the placeholder of an object that a plan
 * will make, stays what it is.
 * https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts#sourceanchor
 */
export const immutableIdOf = (objectGuid: string): string => {
  const parts = GUID.exec(objectGuid)?.slice(1)
  if (!parts) return objectGuid
  const bytes = parts.map((part, at) => (at < 3 ? Buffer.from(part, 'hex').reverse() : Buffer.from(part, 'hex')))
  return Buffer.concat(bytes).toString('base64')
}
