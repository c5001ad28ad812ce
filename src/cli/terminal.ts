import { redact } from '../model/secret.ts'
import { askYesNo } from './ask-yes-no.ts'
import type { Io } from './io.ts'
import type { GlobalOptions } from './request.ts'
import { createPaint } from './views/paint.ts'

/** The streams of a process. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean }
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean }
}

/** The terminal of this process. Every text passes the redaction of secrets. */
export const openTerminal = (
  { stdin, stdout, stderr }: Streams,
  options: Pick<GlobalOptions, 'color' | 'json'>,
  env: { readonly [name: string]: string | undefined },
  signal: AbortSignal,
): Io => {
  // Whoever reads along may leave early (`joinery steps | head`); a run goes on all the same.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined)
  const colour = options.color && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  return {
    out: (text) => void stdout.write(`${redact(text)}\n`),
    err: (text) => void stderr.write(`${redact(text)}\n`),
    canAsk: stdin.isTTY === true,
    // Where standard output goes into a file, nobody would see the question there.
    ask: (question) =>
      askYesNo(question, { input: stdin, output: options.json || !stdout.isTTY ? stderr : stdout, signal }),
    paint: createPaint(colour && stdout.isTTY === true),
    signal,
  }
}
