import type { Json } from '../../model/json.ts'
import { exitCodes } from '../exit-code.ts'
import type { Performer } from './performer.ts'
import { printJson } from './print-json.ts'

/** `joinery practice start`: one line when ready, then it serves until it is stopped. */
export const startPractice: Performer<'practice.start'> = async ({ do: _do, ...order }, { app, io, options }) => {
  const served = await app.servePractice(order)
  // What is told is promised to scripts; Exchange answers at the address of Graph, with a token that signing in gives.
  const { caPem: _caPem, exchange: _exchange, exchangeToken: _exchangeToken, ...info } = served.info
  if (options.json) io.out(JSON.stringify(info))
  else {
    const rows = Object.entries(info as { readonly [name: string]: Json })
    io.out(
      [
        'The practice tenant is ready. Ctrl-C stops it.',
        '',
        ...rows.map(([name, value]) => `  ${name.padEnd(10)}${String(value)}`),
      ].join('\n'),
    )
  }
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve()
    else io.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await served.stop()
  return exitCodes.done
}

/** `joinery practice reset` */
export const resetPractice: Performer<'practice.reset'> = async ({ state }, { app, io, options }) => {
  await app.resetPractice(state)
  if (options.json) printJson(io, { reset: true })
  else io.err('The practice tenant is as new.')
  return exitCodes.done
}

/** `joinery practice show` */
export const showPractice: Performer<'practice.show'> = async ({ state }, { app, io, options }) => {
  const company = await app.showPractice(state)
  if (options.json) printJson(io, company)
  else for (const [what, count] of Object.entries(company)) io.out(`${what.padEnd(28)}${String(count)}`)
  return exitCodes.done
}

/** `joinery practice advance` */
export const advancePractice: Performer<'practice.advance'> = async ({ state, ms }, { app, io, options }) => {
  const now = await app.advancePractice(state, ms)
  if (options.json) printJson(io, { now })
  else io.out(`In the practice tenant it is ${now}.`)
  return exitCodes.done
}
