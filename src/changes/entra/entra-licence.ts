import type { ObjectRef } from '../../model/object-ref.ts'

/** A SKU and the service plans in it that are off. */
export interface LicenceChange {
  readonly skuId: string
  readonly skuPartNumber: string
  readonly disabledPlans: readonly string[]
  /** Names of `disabledPlans`, for display. */
  readonly disabledPlanNames?: readonly string[]
  /** Set where the licence is held already and only its plans change: the plans that were off before. */
  readonly disabledBefore?: readonly string[]
  /** Set where it comes with a mailbox. */
  readonly mailbox?: true
}

/** Directly assigned licences of one user, in one request: Entra refuses SKUs one by one where one depends on another. */
export interface EntraLicenceAssign {
  readonly kind: 'entra.licence.assign'
  readonly user: ObjectRef
  readonly add: readonly LicenceChange[]
  /** With the plans that were off, so that the licence can be given back as it was. */
  readonly remove: readonly LicenceChange[]
  /** Set where the mailbox may be lost with the last licence that carries Exchange. */
  readonly loseMailbox?: true
}
