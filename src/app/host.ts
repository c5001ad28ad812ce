import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'

/** The machine and the user's session, as far as the application needs them. Tests bring their own. */
export interface Host {
  readonly cwd: string
  readonly env: { readonly [name: string]: string | undefined }
  readonly clock: Clock
  readonly random: Random
  /** Who runs the command, for the record: `user@machine`. */
  readonly actor: string
  /** All of standard input. */
  readonly readStdin: () => Promise<Uint8Array>
}
