import type { App } from '../../app/app.ts'
import type { Io } from '../io.ts'
import type { GlobalOptions, Request } from '../request.ts'

/** What carrying out a request works with. */
export interface Bench {
  readonly app: App
  readonly io: Io
  readonly options: GlobalOptions
  /** Tells something beside the result; silent with `--quiet` and with `--log-level error`. */
  readonly tell: (text: string) => void
  /** How to type a further command with the options of this one: `resume X` is `joinery resume X --practice`. */
  readonly again: (command: string) => string
}

/** Carries out one kind of request and answers the exit code. */
export type Performer<D extends Request['do']> = (request: Extract<Request, { do: D }>, bench: Bench) => Promise<number>
