import { PassThrough, Readable } from 'node:stream'
import { createApp } from '../../src/app/create-app.ts'
import type { Host } from '../../src/app/host.ts'
import { systemHost } from '../../src/app/system-host.ts'
import { runCli } from '../../src/cli/run-cli.ts'
import { openTerminal } from '../../src/cli/terminal.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Random } from '../../src/ports/random.ts'

/** What somebody at the terminal does when asked. `nothing` leaves the question open. */
type Answer = { readonly types: string } | { readonly ends: true } | { readonly nothing: true }

export interface JoineryRun {
  /** Folder the command is started in. */
  readonly cwd: string
  readonly env?: { readonly [name: string]: string }
  /** What is piped in; nothing by default. */
  readonly stdin?: string
  /** Somebody sits at a terminal and does this when asked. */
  readonly answer?: Answer
  /** Whether standard output is a terminal; where somebody sits, it is. */
  readonly stdoutIsTerminal?: boolean
  /** The time of this machine by default: connections guard themselves by it. */
  readonly clock?: Clock
  readonly random?: Random
  /** Who runs the command. */
  readonly actor?: string
  readonly signal?: AbortSignal
}

/** How a command ended. */
export interface JoineryEnd {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Standard output as the one JSON document that it has to be. */
export const documentOf = <T = unknown>({ stdout }: Pick<JoineryEnd, 'stdout'>): T => JSON.parse(stdout) as T

const recorder = (isTTY: boolean): { readonly stream: PassThrough & { isTTY: boolean }; text(): string } => {
  const chunks: Buffer[] = []
  const stream = Object.assign(new PassThrough(), { isTTY })
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') }
}

const inputStream = ({ stdin = '', answer }: JoineryRun): NodeJS.ReadableStream & { readonly isTTY: boolean } => {
  if (!answer) return Object.assign(Readable.from([stdin]), { isTTY: false })
  const typed = Object.assign(new PassThrough(), { isTTY: true })
  if ('types' in answer) typed.write(`${answer.types}\n`)
  if ('ends' in answer) typed.end()
  return typed
}

/** Runs a command line in this process, from its words to its exit code, with everything but the terminal and the time as in earnest. */
export const runJoinery = async (argv: readonly string[], run: JoineryRun): Promise<JoineryEnd> => {
  const isTerminal = run.stdoutIsTerminal ?? run.answer !== undefined
  const [stdout, stderr] = [recorder(isTerminal), recorder(isTerminal)]
  const streams = { stdin: inputStream(run), stdout: stdout.stream, stderr: stderr.stream }
  const env = run.env ?? {}
  const signal = run.signal ?? new AbortController().signal
  const machine = systemHost(signal)
  const host: Host = {
    ...machine,
    cwd: run.cwd,
    env,
    clock: run.clock ?? machine.clock,
    random: run.random ?? machine.random,
    actor: run.actor ?? 'adele@workstation',
    readStdin: async () => Buffer.from(run.stdin ?? ''),
  }
  const code = await runCli(argv, {
    version: '0.0.0',
    program: 'joinery',
    openIo: (options) => openTerminal(streams, options, env, signal),
    openApp: (options, tell) => createApp(options, host, tell),
  })
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}
