import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { JoineryEnd } from './run-joinery.ts'
import { root } from './source-files.ts'

export interface SpawnOptions {
  readonly cwd: string
  readonly env?: { readonly [name: string]: string }
  /** What is piped in; standard input is at its end at once otherwise. */
  readonly stdin?: string
  /** After this long it is killed and the test fails, in milliseconds. */
  readonly within?: number
  /** Flags for Node itself. */
  readonly node?: readonly string[]
}

/** A command that runs as a process of its own. */
export interface Spawned {
  readonly child: ChildProcessWithoutNullStreams
  /** What was written to standard output so far. */
  printed(): string
  /** Resolves when this was printed, on standard output or standard error. */
  seen(text: string): Promise<void>
  readonly end: Promise<JoineryEnd>
}

const WITHIN_MS = 20_000
const KILLED = 137
const main = join(root, 'src', 'main.ts')

/** The environment of the process, without what would colour or redirect its output. */
const cleanEnv = (more: { readonly [name: string]: string } = {}): NodeJS.ProcessEnv => {
  const {
    NODE_DEBUG: _1,
    NODE_OPTIONS: _2,
    NO_COLOR: _3,
    FORCE_COLOR: _4,
    npm_lifecycle_event: _5,
    ...rest
  } = process.env
  return { ...rest, ...more }
}

/** Starts `joinery` as users do: a process with its own streams, time and signals. */
export const startJoinery = (argv: readonly string[], options: SpawnOptions): Spawned => {
  const { cwd, env, node = [], stdin = '' } = options
  const child = spawn(process.execPath, [...node, main, ...argv], { cwd, env: cleanEnv(env) })
  // A command that ends without reading its input closes the pipe under us; its exit code tells what matters.
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  return watch(child, argv, options)
}

/** Starts `joinery` on a pseudo-terminal, which `script` makes. Both outputs come as one, as on a screen. */
export const startInTerminal = (argv: readonly string[], options: SpawnOptions): Spawned => {
  const command = [process.execPath, main, ...argv].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  const isMac = process.platform === 'darwin'
  const args = isMac ? ['-q', '/dev/null', 'sh', '-c', command] : ['-qec', command, '/dev/null']
  return watch(spawn('script', args, { cwd: options.cwd, env: cleanEnv(options.env) }), argv, options)
}

const watch = (
  child: ChildProcessWithoutNullStreams,
  argv: readonly string[],
  { within = WITHIN_MS }: SpawnOptions,
): Spawned => {
  const printed = { stdout: '', stderr: '' }
  const watchers = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      printed[name] += chunk
      for (const look of watchers) look()
    })
  }
  const all = (): string => printed.stdout + printed.stderr
  const command = `joinery ${argv.join(' ')}`
  const end = codeOf(child, `${command} did not end within ${within} ms`, within).then((code) => ({ code, ...printed }))
  end.catch(() => undefined)
  onTestFinished(() => void child.kill('SIGKILL'))
  const seen = async (text: string): Promise<void> => {
    const found = new Promise<void>((resolve) => {
      const look = (): void => (all().includes(text) ? resolve() : undefined)
      watchers.add(look)
      look()
    })
    const gone = end.then(() => {
      if (!all().includes(text)) throw new Error(`${command} ended without printing "${text}":\n${all()}`)
    })
    await Promise.race([found, gone])
  }
  return { child, printed: () => printed.stdout, seen, end }
}

const codeOf = (child: ChildProcessWithoutNullStreams, tooLong: string, within: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(tooLong))
    }, within)
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve(code ?? KILLED)
    })
  })

/** Runs `joinery` as a process to its end. */
export const spawnJoinery = (argv: readonly string[], options: SpawnOptions): Promise<JoineryEnd> =>
  startJoinery(argv, options).end
