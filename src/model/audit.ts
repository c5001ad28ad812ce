/**
 * What a journal ends in, signed. Kept elsewhere, it shows later whether records up to it were cut off or written anew. Times are RFC 3339.
 */
export interface SignedHead {
  readonly format: 'joinery.head/1'
  /** How many records there are up to it. */
  readonly records: number
  /** Hash of the last of them. */
  readonly hash: string
  readonly at: string
  /** Public key of the journal's state folder: `ed25519:` and 64 hexadecimal digits. */
  readonly key: string
  /** 128 hexadecimal digits over the canonical form of everything else. */
  readonly signature: string
}

/** A journal or export that is as it was written. What is not, is a fault. */
export interface AuditReport {
  readonly format: 'joinery.audit/1'
  /** Path of what was looked at. */
  readonly source: string
  readonly records: number
  /** Hash of the last record. */
  readonly hash: string
  /** The signed heads that it was held against: one that an export ends in, one that was kept elsewhere. */
  readonly heads: readonly SignedHead[]
}

export const exportFormats = ['jsonl', 'csv'] as const

/** JSON Lines, or CSV for spreadsheets. */
export type ExportFormat = (typeof exportFormats)[number]
