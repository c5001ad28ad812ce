import { Fault } from '../../model/fault.ts'
import type { PassOfTeam } from '../../model/team-pass.ts'
import { exitCodes } from '../exit-code.ts'
import { passText } from '../views/schedule-text.ts'
import { applyOrder } from './apply-order.ts'
import type { Performer } from './performer.ts'

const MOST_PEOPLE = 64

/** `joinery worker` */
export const work: Performer<'worker'> = async ({ sideBySide, everyMs }, bench) => {
  const { app, io, options } = bench
  if (!Number.isInteger(sideBySide) || sideBySide < 1 || sideBySide > MOST_PEOPLE)
    throw new Fault('cli/usage', { problem: `--people takes a number from 1 to ${MOST_PEOPLE}` })
  const tell = (pass: PassOfTeam): void => {
    const shown = { ...pass, format: 'joinery.pass/1', skipped: false, closedUntil: null } as const
    io.out(options.json ? JSON.stringify(pass) : passText(shown, io.paint))
  }
  await app.worker({ ...applyOrder(bench, []), sideBySide, everyMs, tell })
  return exitCodes.done
}
