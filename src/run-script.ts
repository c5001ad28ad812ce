import { randomUUID } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { enableCompileCache } from 'node:module'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fileProblem } from './app/file-problem.ts'
import { exitCodeOfFaults, exitCodes } from './cli/exit-code.ts'
import { faultsText } from './cli/views/faults-text.ts'
import { createPaint } from './cli/views/paint.ts'
import { type Joinery, openJoinery } from './joinery.ts'
import { asFault, Fault, Faults } from './model/fault.ts'

/** An option of a script: with a default it takes a value, without one it is a switch. */
export interface ScriptOption {
  readonly about: string
  readonly default?: string
}

/** What a script is called with, and what it says of itself with --help. */
export interface Script {
  /** What it does, in a sentence. */
  readonly about: string
  readonly options?: { readonly [name: string]: ScriptOption }
}

/** What a script works with. */
export interface ScriptWorld {
  /** Joinery over the configuration that --config names, or the practice tenant with --practice. */
  readonly joinery: Joinery
  /** Value of an option, or its default; the text is empty where neither is given. */
  readonly option: (name: string) => string
  /** A number of an option. Throws where it is none. */
  readonly number: (name: string) => number
  readonly isSet: (name: string) => boolean
  /** Writes what the script is for: to the file of --out, readable by its owner alone and whole or not at all, else to standard output. */
  readonly write: (text: string) => Promise<void>
  /** Tells whoever looks, on standard error. */
  readonly tell: (text: string) => void
}

const PRIVATE = 0o600

const everywhere: NonNullable<Script['options']> = {
  config: { about: 'joinery.yaml; otherwise the one here or above', default: '' },
  practice: { about: 'every system is the practice tenant' },
  out: { about: 'file to write to; otherwise standard output', default: '' },
  help: { about: 'this text' },
}

/** A mistake on the command line, for people. */
class UsageError extends Error {}

/**
 * Runs a script as the commands run: options and --help, faults on standard error with what to do now, and the exit codes of Joinery (64 for a mistake on the
 * command line, 65 input, 69 unreachable, 77 rights, …). What `work` answers is the exit code; nothing is 0.
 */
export const runScript = async (
  script: Script,
  work: (world: ScriptWorld) => Promise<number | undefined>,
): Promise<void> => {
  // So that what is loaded from here on is found compiled the next time.
  enableCompileCache()
  // Whoever reads along may leave early, as `head` does.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  process.exitCode = await ended(script, work)
}

const ended = async (script: Script, work: (world: ScriptWorld) => Promise<number | undefined>): Promise<number> => {
  const tell = (text: string): void => void process.stderr.write(`${text}\n`)
  try {
    const values = valuesOf({ ...script.options, ...everywhere })
    if (values['help'] === true) {
      process.stdout.write(helpOf(script))
      return exitCodes.done
    }
    const { config, practice } = values
    await using joinery = await openJoinery({
      practice: practice === true,
      ...(typeof config === 'string' && config !== '' ? { config } : {}),
      tell,
    })
    return (await work(worldOf(joinery, values, tell))) ?? exitCodes.done
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      tell(`${thrown.message}\nWhat there is: --help`)
      return exitCodes.usage
    }
    const faults: readonly Fault[] = thrown instanceof Faults ? thrown.faults : [asFault(thrown)]
    tell(faultsText(faults, createPaint(false)))
    return exitCodeOfFaults(faults)
  }
}

type Values = { readonly [name: string]: string | boolean | undefined }

const valuesOf = (options: NonNullable<Script['options']>): Values => {
  const known = Object.entries(options).map(([name, option]) => [
    name,
    option.default === undefined ? { type: 'boolean' } : { type: 'string', default: option.default },
  ])
  try {
    const { values } = parseArgs({ options: Object.fromEntries(known), strict: true })
    return values as Values
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : String(thrown))
  }
}

const worldOf = (joinery: Joinery, values: Values, tell: ScriptWorld['tell']): ScriptWorld => {
  const option = (name: string): string => String(values[name] ?? '')
  return {
    joinery,
    option,
    tell,
    isSet: (name) => values[name] === true,
    number(name) {
      const text = option(name)
      if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} takes a whole number, not "${text}"`)
      return Number(text)
    },
    async write(text) {
      const file = option('out')
      if (file === '') {
        process.stdout.write(text)
        return
      }
      await writeWhole(resolve(file), text)
      tell(`Written to ${file}`)
    },
  }
}

/** Whoever opens the file meanwhile sees the one of before or the new one, and never a half. */
const writeWhole = async (file: string, text: string): Promise<void> => {
  const draft = `${file}.${randomUUID()}.part`
  try {
    await writeFile(draft, text, { mode: PRIVATE, flag: 'wx' })
    await rename(draft, file)
  } catch (cause) {
    throw new Fault('cli/file-not-writable', { file, why: fileProblem(cause) }, { cause })
  }
}

const helpOf = ({ about, options = {} }: Script): string => {
  const lines = Object.entries({ ...options, ...everywhere }).map(([name, option]) => {
    const value = option.default === undefined ? '' : option.default === '' ? ' VALUE' : ` ${option.default}`
    return `  --${name}${value}`.padEnd(24) + option.about
  })
  return [`node ${basename(process.argv[1] ?? 'script')} [options]`, '', about, '', ...lines, ''].join('\n')
}
