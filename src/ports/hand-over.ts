import type { Secret } from '../model/secret.ts'

/** Where a generated secret goes. Exactly one of the two. */
export type HandOverTarget =
  | { readonly to: 'file'; readonly folder: string }
  /** Encrypted with age (https://age-encryption.org) to a public key `age1…`; the file can then lie anywhere. */
  | { readonly to: 'age'; readonly folder: string; readonly recipient: string }

export interface HandOverNote {
  /** Name of the file without its ending; made of letters, digits, `.`, `_` and `-`. */
  readonly fileName: string
  /** Who the secret is for and what it opens; printed above the secret. */
  readonly lines: readonly string[]
  readonly secret: Secret
}

/** Puts a secret where its receiver finds it: a new file with mode 0600 in a folder with mode 0700, never overwritten, never through a link. */
export interface HandOver {
  /** Answers the path of the file. */
  give(note: HandOverNote, target: HandOverTarget): Promise<{ readonly path: string }>
  /** The path if this note was given before. */
  given(fileName: string, target: HandOverTarget): Promise<{ readonly path: string } | null>
  /** Takes a note back whose secret does not open anything. */
  takeBack(fileName: string, target: HandOverTarget): Promise<void>
}
