import type { Paint } from './views/paint.ts'

/** The terminal as the commands see it. */
export interface Io {
  /** Results. */
  out(text: string): void
  /** Messages and progress; with `--json` everything but the document goes here. */
  err(text: string): void
  /** Whether somebody sits there who can be asked. */
  readonly canAsk: boolean
  /** false for anything but yes, the end of the input too. Rejects with `cli/interrupted`. */
  ask(question: string): Promise<boolean>
  readonly paint: Paint
  /** Aborted by Ctrl-C or a request to stop. */
  readonly signal: AbortSignal
}
