const GUID = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i

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
