import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Json, JsonObject } from '../../model/json.ts'

/** A process that answers lines of JSON with lines of JSON. */
export interface LineProcess {
  send(line: JsonObject): void
  /** Ends the input and waits a moment for the process to end by itself; then it is killed. */
  end(): Promise<void>
  kill(): void
}

export interface LineHandlers {
  line(value: Json): void
  /** It is over; `reason` is the last that it said on its error output, or why it could not be started. Called once. */
  ended(reason: string): void
}

const END_WITHIN_MS = 5_000
const LONGEST_REASON = 400

/** Starts a program without a shell, so that no argument is ever read as a command. */
export const startLineProcess = (executable: string, args: readonly string[], handlers: LineHandlers): LineProcess => {
  const child = spawn(executable, [...args], { stdio: 'pipe', windowsHide: true, shell: false })
  let said = ''
  let isOver = false
  const over = (reason: string): void => {
    if (isOver) return
    isOver = true
    handlers.ended(reason)
  }
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-LONGEST_REASON)
  })
  // A broken pipe is the end of the process, which is told by itself.
  child.stdin.on('error', () => undefined)
  child.on('error', (error) => over(error.message))
  child.on('close', (code) => over(said.trim() || `it ended with code ${code ?? 'none'}`))
  createInterface({ input: child.stdout }).on('line', (text) => {
    const value = parsed(text)
    // A module that writes to the output after all does no harm.
    if (value !== undefined) handlers.line(value)
  })
  return {
    send: (line) => void child.stdin.write(`${JSON.stringify(line)}\n`),
    kill: () => void child.kill('SIGKILL'),
    end: () => ended(child),
  }
}

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

const ended = (child: ChildProcessWithoutNullStreams): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve()
  return new Promise((resolve) => {
    const late = AbortSignal.timeout(END_WITHIN_MS)
    const kill = (): void => void child.kill('SIGKILL')
    late.addEventListener('abort', kill, { once: true })
    child.once('close', () => {
      late.removeEventListener('abort', kill)
      resolve()
    })
    child.stdin.end()
  })
}
