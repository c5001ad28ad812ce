import { createInterface } from 'node:readline/promises'
import { redact } from '../model/secret.ts'
import type { Io } from './io.ts'
import type { GlobalOptions } from './request.ts'
import { createPaint } from './views/paint.ts'

/** The streams of a process. */
export interface Streams {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
}

/** The terminal of this process. Every text passes the redaction of secrets. */
export const openTerminal = (
  { stdin, stdout, stderr }: Streams,
  options: Pick<GlobalOptions, 'color' | 'json'>,
  env: { readonly [name: string]: string | undefined },
  signal: AbortSignal,
): Io => ({
  out: (text) => void stdout.write(`${redact(text)}\n`),
  err: (text) => void stderr.write(`${redact(text)}\n`),
  canAsk: stdin.isTTY === true,
  async ask(question) {
    const lines = createInterface({ input: stdin, output: options.json ? stderr : stdout })
    try {
      const answer = await lines.question(`\n${question} [y/N] `, { signal })
      return /^(y|yes)$/i.test(answer.trim())
    } finally {
      lines.close()
    }
  },
  paint: createPaint(options.color && !env['NO_COLOR'] && stdout.isTTY === true && env['TERM'] !== 'dumb'),
  signal,
})
