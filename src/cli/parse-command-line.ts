import yargs, { type Argv } from 'yargs'
import { Fault } from '../model/fault.ts'
import { commands } from './commands/index.ts'
import { maskWords, unmask } from './mask-words.ts'
import { readDuration } from './read-duration.ts'
import type { GlobalOptions, Request } from './request.ts'
import { type UsageContext, usageProblem } from './usage-problem.ts'

/** What the command line asks for, or the text that `--help` and `--version` print. */
export type CommandLine =
  | { readonly asks: 'request'; readonly request: Request; readonly options: GlobalOptions }
  | { readonly asks: 'text'; readonly text: string }

const globalOptions = {
  config: { type: 'string', requiresArg: true, describe: 'Configuration file (else joinery.yaml here or above)' },
  practice: { type: 'boolean', default: false, describe: 'Every system is the practice tenant' },
  json: { type: 'boolean', default: false, describe: 'One JSON document on stdout, nothing else' },
  quiet: { type: 'boolean', default: false, describe: 'Results and faults only' },
  color: { type: 'boolean', default: true, describe: 'Colours; --no-color and NO_COLOR turn them off' },
  'log-level': {
    choices: ['error', 'info', 'debug'] as const,
    default: 'info',
    describe: 'How much is told on stderr',
  },
  'lock-timeout': {
    type: 'string',
    requiresArg: true,
    default: '0',
    describe: 'How long to wait for another run on the same person, such as 5m',
  },
  'detailed-exitcode': { type: 'boolean', default: false, describe: 'Exit 2 when a plan has changes' },
} as const

/**
 * Reads a command line. Everything that is wrong with it is the fault `cli/usage`; nothing is printed here.
 * `version` is Joinery's own.
 */
export const parseCommandLine = async (argv: readonly string[], version: string): Promise<CommandLine> => {
  let request: Request | undefined
  let text = ''
  const words = [...maskWords(argv)]
  let parser: Argv = yargs(words)
    .scriptName('joinery')
    .locale('en')
    .parserConfiguration({
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'dot-notation': false,
      'boolean-negation': true,
    })
    .usage(
      "$0 <playbook> <input>...\n\nGives, changes and takes away people's accounts in Active Directory, Entra ID and Microsoft 365.",
    )
    .options(globalOptions)
    .strict()
    .recommendCommands()
    .version(version)
    .help()
    .wrap(110)
    .exitProcess(false)
    .fail((message, error) => {
      if (error instanceof Fault) throw error
      throw usageFault(unmask(error?.message ?? message), { argv, options: knownOptions(parser) })
    })
  for (const add of commands) {
    parser = add(parser, (asked) => {
      request = unmask(asked)
    })
  }
  const parsed = await parser.parseAsync(words, {}, (_error: unknown, _argv: unknown, output: string) => {
    text = output
  })
  if (request === undefined) {
    if (text === '') throw usageFault('say which playbook or command', { argv, options: [] })
    return { asks: 'text', text }
  }
  refuseOddValues(parsed)
  return { asks: 'request', request, options: optionsOf(parsed) }
}

/** Words that may stand several times. */
const LISTS: ReadonlySet<string> = new Set(['_', 'inputs', 'set', 'people', 'person', 'playbooks', 'feeds'])

/** An option with nothing behind it, or given twice, is nearly always a script with a variable that is not what it should be. */
const refuseOddValues = (parsed: { readonly [name: string]: unknown }): void => {
  for (const [name, value] of Object.entries(parsed)) {
    if (value === '') throw new Fault('cli/usage', { problem: `${name} is empty` })
    if (Array.isArray(value) && !LISTS.has(name)) throw new Fault('cli/usage', { problem: `${name} is given twice` })
  }
}

const usageFault = (message: string, context: UsageContext): Fault =>
  new Fault('cli/usage', { ...usageProblem(message, context) })

/** Names of the options of the command that is being read; the parser has the method, its types do not. */
const knownOptions = (parser: object): readonly string[] => {
  const { getOptions } = parser as { getOptions?(): { readonly key: { readonly [name: string]: unknown } } }
  return Object.keys(getOptions?.call(parser).key ?? {})
}

const optionsOf = (parsed: { readonly [name: string]: unknown }): GlobalOptions => ({
  config: typeof parsed['config'] === 'string' ? parsed['config'] : null,
  practice: parsed['practice'] === true,
  json: parsed['json'] === true,
  quiet: parsed['quiet'] === true,
  color: parsed['color'] !== false,
  logLevel: parsed['logLevel'] as GlobalOptions['logLevel'],
  detailedExitcode: parsed['detailedExitcode'] === true,
  lockTimeoutMs: readDuration(String(parsed['lockTimeout']), '--lock-timeout'),
})
