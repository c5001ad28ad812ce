import { type AdEntry, firstValue } from '../../model/ad-entry.ts'
import { rdnValue } from '../../model/distinguished-name.ts'
import { whenOf } from './directory-time.ts'

/** What is read of deleted accounts beside what is read of all. */
export const deletedAttributes = [
  'lastKnownParent',
  'lastLogonTimestamp',
  'msDS-LastKnownRDN',
  'pwdLastSet',
  'whenChanged',
  'whenCreated',
]

const WEEK_MS = 7 * 86_400_000

/**
 * Whether the account was taken back, rather than somebody's who left: deleted within a week of being made, with nobody having signed in or chosen
 * an own password. Undoing an onboarding leaves such accounts behind.
 */
export const wasNobodys = (deleted: AdEntry): boolean => {
  const [made, gone] = [whenOf(firstValue(deleted, 'whenCreated')), whenOf(firstValue(deleted, 'whenChanged'))]
  if (made === null || gone === null) return false
  const isZero = (name: string): boolean => (firstValue(deleted, name) ?? '0') === '0'
  return gone - made < WEEK_MS && isZero('lastLogonTimestamp') && isZero('pwdLastSet')
}

/** How a deleted account is told: its name from before, and when it was deleted. */
export const deletedName = (deleted: AdEntry): string => {
  const name = firstValue(deleted, 'msDS-LastKnownRDN') ?? rdnValue(deleted.dn).replace(/\nDEL:.*$/s, '')
  const gone = whenOf(firstValue(deleted, 'whenChanged'))
  return gone === null ? name : `${name}, deleted on ${new Date(gone).toISOString().slice(0, 10)}`
}
