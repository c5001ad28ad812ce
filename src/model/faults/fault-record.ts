/**
 * What kind of trouble a fault is. It decides whether something is tried again and with which exit code a command ends
 * (see `cli/exit-code.ts`).
 */
export type FaultCategory =
  | 'usage'
  | 'input'
  | 'refused'
  | 'conflict'
  | 'missing'
  | 'throttled'
  | 'unreachable'
  | 'denied'
  | 'locked'
  | 'journal'
  | 'mismatch'
  | 'interrupted'
  | 'bug'

/** Values for the texts of a fault. */
export type FaultParams = { readonly [name: string]: string | number | undefined }

/** One row of the catalogue. Codes are permanent: scripts, searches and runbooks rely on them. */
export interface FaultRecord {
  /** One line without any value of the user's. */
  readonly title: string
  readonly category: FaultCategory
  /** What it means and how it comes about, for `joinery explain` and the generated reference. */
  readonly about: string
  /** What happened and why, with the values. */
  readonly message: (p: FaultParams) => string
  /** What to do now. */
  readonly hint: (p: FaultParams) => string
}

export type FaultCatalogue = { readonly [code: string]: FaultRecord }
