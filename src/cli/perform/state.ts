import type { Json } from '../../model/json.ts'
import { exitCodes } from '../exit-code.ts'
import { moveText } from '../views/state-text.ts'
import type { Performer } from './performer.ts'
import { printJson } from './print-json.ts'

/** `joinery state migrate` */
export const migrateState: Performer<'state.migrate'> = async ({ to }, { app, io, options }) => {
  const report = await app.migrateState(to)
  if (options.json) printJson(io, report as unknown as Json)
  else io.out(moveText(report, io.paint))
  return exitCodes.done
}
