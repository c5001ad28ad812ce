import type { App } from '../../app/app.ts'
import type { Io } from '../io.ts'
import type { GlobalOptions, Request } from '../request.ts'

/** What carrying out a request works with. */
export interface Bench {
  readonly app: App
  readonly io: Io
  readonly options: GlobalOptions
}

/** Carries out one kind of request and answers the exit code. */
export type Performer<D extends Request['do']> = (request: Extract<Request, { do: D }>, bench: Bench) => Promise<number>
