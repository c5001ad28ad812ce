/** A database that is ready for a state; `joinery state prepare --json`. */
export interface PreparedState {
  readonly format: 'joinery.prepared/1'
  /** `host:port/database` */
  readonly source: string
  /** What the daily user has to be granted, as SQL; `{user}` stands for its name. */
  readonly grants: readonly string[]
}

/** An embedded state that was moved into a database; `joinery state migrate --json`. */
export interface StateMoveReport {
  readonly format: 'joinery.move/1'
  /** Path of the embedded database, and `host:port/database`. */
  readonly from: string
  readonly to: string
  readonly records: number
  /** Hash of the last record. */
  readonly hash: string
  readonly work: number
  readonly feeds: number
  /** It had been moved before, and is all there. */
  readonly already: boolean
  /** Whether joinery.yaml names a database for the state already. */
  readonly named: boolean
}
