import type { ObjectRef } from '../../model/object-ref.ts'

/** A temporary access pass, with which a new hire signs in once without a password. A user has at most one; a new one replaces it. */
export interface EntraPassIssue {
  readonly kind: 'entra.pass.issue'
  readonly user: ObjectRef
  /** 10 to 43,200. */
  readonly lifetimeInMinutes: number
  readonly usableOnce: boolean
  /** RFC 3339; at once when absent. */
  readonly start?: string
}

export interface EntraPassDelete {
  readonly kind: 'entra.pass.delete'
  readonly user: ObjectRef
  /** Id of the pass, not its value. */
  readonly pass: string
}
