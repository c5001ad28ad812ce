/** Who has a lease. Times are in milliseconds since 1970. */
export interface LeaseHolder {
  readonly name: string
  readonly run: string
  /** The process, by the name that it has in `Processes`. */
  readonly owner: string
  readonly until: number
}

/**
 * A claim on one thing, such as all changes to a person, that ends by itself unless it is prolonged. `token` is higher than that of every
 * lease on the same thing before, so that whoever held it earlier and was stopped for a while is told apart from the one who has it.
 */
export interface Lease {
  readonly name: string
  readonly owner: string
  readonly token: number
}

/** A lease that has to be current for a record to be made. The record prolongs it to `forMs` milliseconds after its time, or a few seconds more. */
export interface Fence {
  readonly lease: Lease
  readonly forMs: number
}

export interface WantedLease {
  readonly name: string
  /** Owner from whom the lease may be taken although it has not run out. */
  readonly evenFrom?: string
}

export interface LeaseOrder {
  readonly wanted: readonly WantedLease[]
  readonly run: string
  readonly owner: string
  readonly now: number
  readonly forMs: number
  /** Take none where one is held, so that nobody waits for others while others wait for him. */
  readonly allOrNone: boolean
}

export interface LeasesTaken {
  readonly taken: readonly Lease[]
  /** Those that somebody else has. */
  readonly held: readonly LeaseHolder[]
}

/** Leases that all processes on one journal share. Each call is one transaction. */
export interface Leases {
  take(order: LeaseOrder): Promise<LeasesTaken>
  /** Prolongs those that are current by `forMs` milliseconds from now, or a few seconds more. A lease that was lost stays so. */
  renew(leases: readonly Lease[], now: number, forMs: number): Promise<void>
  /** The first of them that is not current or has run out, with who has it; null where all are held. */
  lost(leases: readonly Lease[], now: number): Promise<LeaseHolder | null>
  release(leases: readonly Lease[]): Promise<void>
}
