import { createInterface } from 'node:readline'
import { Fault } from '../model/fault.ts'

export interface Questioning {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** Aborted by Ctrl-C or a request to stop: nobody waits for an answer any more. */
  readonly signal: AbortSignal
}

/** Asks once. Only "y" and "yes" are yes; the end of the input is no. Rejects with `cli/interrupted`. */
export const askYesNo = (question: string, { input, output, signal }: Questioning): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const lines = createInterface({ input, output })
    let answered = false
    const stop = (): void => {
      reject(new Fault('cli/interrupted', {}))
      lines.close()
    }
    lines.once('close', () => {
      signal.removeEventListener('abort', stop)
      if (!answered) output.write('\n')
      resolve(false)
    })
    // While a line is being typed the terminal sends no signal for Ctrl-C; readline tells of it.
    lines.once('SIGINT', stop)
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    lines.question(`\n${question} [y/N] `, (answer) => {
      answered = true
      resolve(/^y(es)?$/i.test(answer.trim()))
      lines.close()
    })
  })
