/**
 * The attributes that an account step has something to say about. An expression over a field that HR left out gives an empty text, and what HR
 * does not know is no reason to wipe what somebody has entered; `null` says that the attribute shall be empty.
 */
export const saidValues = <V>(attributes: { readonly [name: string]: V }): { readonly [name: string]: V } =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => !isSilent(value)))

const isSilent = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isSilent) : typeof value === 'string' && value.trim() === ''
