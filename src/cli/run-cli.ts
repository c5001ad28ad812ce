import type { App } from '../app/app.ts'
import { asFault, type Fault, Faults } from '../model/fault.ts'
import { exitCodeOfFaults, exitCodes } from './exit-code.ts'
import type { Io } from './io.ts'
import { openBench } from './open-bench.ts'
import { parseCommandLine } from './parse-command-line.ts'
import { perform } from './perform/perform.ts'
import { printJson } from './perform/print-json.ts'
import type { GlobalOptions } from './request.ts'
import { faultsText } from './views/faults-text.ts'
import { stackText } from './views/stack-text.ts'

/** What the command line is run with. */
export interface Cli {
  readonly version: string
  /** How the command line is started, for commands that are shown to be typed next: `joinery`. */
  readonly program: string
  /** The terminal, once it is known whether colours are wanted. */
  openIo(options: Pick<GlobalOptions, 'color' | 'json'>): Io
  openApp(options: GlobalOptions, tell: (text: string) => void): Promise<App>
}

/** Runs one command line from its words to its exit code. Whatever goes wrong is shown, as text or as the JSON document of an error. */
export const runCli = async (argv: readonly string[], cli: Cli): Promise<number> => {
  let options = guessOptions(argv)
  let app: App | undefined
  try {
    const line = await parseCommandLine(argv, cli.version)
    if (line.asks === 'text') {
      showText(line.text, cli.openIo(options), options)
      return exitCodes.done
    }
    options = line.options
    const io = cli.openIo(options)
    app = await cli.openApp(options, io.err)
    return await perform(line.request, openBench(app, io, options, cli.program))
  } catch (thrown) {
    return showFaults(thrown, cli.openIo(options), options)
  } finally {
    // By now the result was shown; a connection that does not close well changes nothing of it.
    await app?.close().catch(() => undefined)
  }
}

/** What can be said of the options before the words were understood: an error about them is shown as asked for, too. */
const guessOptions = (argv: readonly string[]): GlobalOptions => ({
  config: null,
  practice: false,
  json: argv.includes('--json'),
  quiet: argv.includes('--quiet'),
  color: !argv.includes('--no-color'),
  logLevel: argv.includes('debug') ? 'debug' : 'info',
  detailedExitcode: false,
  lockTimeoutMs: 0,
})

/** What `--help` and `--version` print. */
const showText = (text: string, io: Io, { json }: GlobalOptions): void =>
  json ? printJson(io, { text }) : io.out(text)

const showFaults = (thrown: unknown, io: Io, options: GlobalOptions): number => {
  const faults: readonly Fault[] = thrown instanceof Faults ? thrown.faults : [asFault(thrown)]
  if (options.json) {
    const [first, ...others] = faults.map((fault) => fault.toJSON())
    printJson(io, { error: first ?? null, ...(others.length > 0 ? { others } : {}) })
  } else io.err(faultsText(faults, io.paint))
  if (options.logLevel === 'debug') for (const fault of faults) io.err(stackText(fault))
  return exitCodeOfFaults(faults)
}
