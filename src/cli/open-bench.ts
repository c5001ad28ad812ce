import type { App } from '../app/app.ts'
import type { Io } from './io.ts'
import type { Bench } from './perform/performer.ts'
import type { GlobalOptions } from './request.ts'

/** An argument as a shell takes it. */
const quoted = (word: string): string => (/^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${word}"`)

/** `program` is how this command line was started, such as `joinery`. */
export const openBench = (app: App, io: Io, options: GlobalOptions, program: string): Bench => {
  const { practice, config, quiet, logLevel } = options
  const same = `${practice ? ' --practice' : ''}${config === null ? '' : ` --config ${quoted(config)}`}`
  const silent = quiet || logLevel === 'error'
  return {
    app,
    io,
    options,
    tell: (text) => (silent ? undefined : io.err(io.paint.dim(text))),
    again: (command) => `${program} ${command}${same}`,
  }
}
