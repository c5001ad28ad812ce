import type { Clock } from '../ports/clock.ts'
import type { Processes } from '../ports/processes.ts'
import type { Pulse } from '../ports/pulse.ts'
import type { Random } from '../ports/random.ts'

/** The machine and the user's session, as far as the application needs them. Tests bring their own. */
export interface Host {
  readonly cwd: string
  readonly env: { readonly [name: string]: string | undefined }
  readonly clock: Clock
  /** Time by which connections guard themselves, where `clock` is not the machine's: sockets live in real time. */
  readonly deadlines?: Clock
  readonly random: Random
  /** Who runs the command, for the record: `user@machine`. */
  readonly actor: string
  /** Without them a lease lasts from one record to the next, and runs out only by itself. */
  readonly pulse?: Pulse
  readonly processes?: Processes
  /** Aborted by Ctrl-C or a request to stop: waiting for a system that throttles ends at once. */
  readonly signal?: AbortSignal
  /** Ends the process after so many milliseconds, if something keeps it alive so long. */
  readonly exitAnyway?: (withinMs: number) => void
  /** All of standard input. */
  readonly readStdin: () => Promise<Uint8Array>
}
