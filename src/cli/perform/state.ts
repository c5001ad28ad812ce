import type { Json } from '../../model/json.ts'
import { exitCodes } from '../exit-code.ts'
import { moveText, preparedText } from '../views/state-text.ts'
import type { Performer } from './performer.ts'
import { printJson } from './print-json.ts'

/** `joinery state prepare` */
export const prepareState: Performer<'state.prepare'> = async (_request, { app, io, options }) => {
  const report = await app.prepareState()
  if (options.json) printJson(io, report as unknown as Json)
  else io.out(preparedText(report, io.paint))
  return exitCodes.done
}

/** `joinery state migrate` */
export const migrateState: Performer<'state.migrate'> = async ({ to }, { app, io, options }) => {
  const report = await app.migrateState(to)
  if (options.json) printJson(io, report as unknown as Json)
  else io.out(moveText(report, io.paint))
  return exitCodes.done
}
