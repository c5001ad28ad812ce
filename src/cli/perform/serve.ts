import { exitCodes } from '../exit-code.ts'
import { servedText } from '../views/served-text.ts'
import type { Performer } from './performer.ts'

/** `joinery serve`: standard output is the log, a JSON document a line; what people read goes to standard error. */
export const serve: Performer<'serve'> = async ({ port, wait }, { app, io, options, tell }) => {
  let isToldOfOther = false
  const stop = (): void => tell('Stopping: what is under way is finished and recorded, nothing else is begun.')
  io.signal.addEventListener('abort', stop, { once: true })
  const isComplete = await app.serve({
    port,
    wait,
    level: options.logLevel,
    lockTimeoutMs: options.lockTimeoutMs,
    line: io.out,
    note: tell,
    ready: (served) => tell(servedText(served)),
    standingBy: (until) => {
      if (!isToldOfOther) tell(`Another process serves this state, until ${until} at least. Standing by.`)
      isToldOfOther = true
    },
    signal: io.signal,
  })
  return isComplete ? exitCodes.done : exitCodes.partial
}
