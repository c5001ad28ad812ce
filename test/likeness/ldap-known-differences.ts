import type { Difference } from './compare-sequence.ts'
import { changeDifferences } from './known/change-differences.ts'
import { nameDifferences } from './known/name-differences.ts'
import { orderDifferences } from './known/order-differences.ts'
import { searchDifferences } from './known/search-differences.ts'
import { signInDifferences } from './known/sign-in-differences.ts'

/** A difference between the practice tenant and Samba 4.17 that is meant, and why. */
export interface KnownDifference {
  readonly id: string
  readonly what: string
  readonly samba: string
  readonly practice: string
  /** What Windows is documented to do, or what it is that Samba leaves out. */
  readonly because: string
  /** Where that is documented. */
  readonly source?: string
  /** The outcome counts as the same all the same. */
  readonly isSameOutcome?: boolean
  /** Whether a difference is of this kind. As narrow as can be said. */
  covers(difference: Difference): boolean
}

export const ldapKnownDifferences: readonly KnownDifference[] = [
  ...nameDifferences,
  ...changeDifferences,
  ...searchDifferences,
  ...signInDifferences,
  ...orderDifferences,
]

/** The first row that explains a difference. */
export const rowFor = (difference: Difference): KnownDifference | undefined =>
  ldapKnownDifferences.find((row) => row.covers(difference))
