import type { AttributeValues } from '../../model/ad-entry.ts'
import { neverExpires } from './account-expiry.ts'

/** Whether values that were read are those that were wanted, for attributes that AD answers otherwise than they are written. */
export const sameValues = (attribute: string, found: AttributeValues, wanted: AttributeValues): boolean => {
  const name = attribute.toLowerCase()
  // Writing -1 makes AD put the time of the write there.
  if (name === 'pwdlastset' && wanted[0] === '-1') return found.length > 0 && found[0] !== '0'
  if (name === 'accountexpires' && neverExpires(wanted)) return neverExpires(found)
  return found.length === wanted.length && wanted.every((value) => found.includes(value))
}
