import type { Json } from '../../model/json.ts'
import type { CaseResult } from '../../model/playbook-case.ts'
import { exitCodes } from '../exit-code.ts'
import { caseText, caseTotal } from '../views/case-text.ts'
import type { Bench, Performer } from './performer.ts'
import { printJson } from './print-json.ts'
import { unlessStopped } from './unless-stopped.ts'

/** `joinery test [playbook...]` */
export const testPlaybooks: Performer<'test'> = async (request, bench) => {
  const { app, io } = bench
  let code = await runOnce(request, bench)
  while (request.watch && !io.signal.aborted) {
    bench.tell('Waiting for changes. Ctrl-C ends it.')
    await app.playbooksChanged(io.signal)
    if (!io.signal.aborted) code = await runOnce(request, bench).catch(showTrouble(bench))
  }
  return code
}

const runOnce = async (
  { playbooks, only, junit }: Parameters<Performer<'test'>>[0],
  { app, io, options }: Bench,
): Promise<number> => {
  const told = (result: CaseResult): void => {
    if (!options.json && !(options.quiet && result.differences.length === 0)) io.out(caseText(result, io.paint))
  }
  const results = await unlessStopped(app.test({ playbooks, only, junit, told }), io.signal)
  if (options.json) printJson(io, { format: 'joinery.test/1', cases: results as unknown as Json })
  else io.out(caseTotal(results, io.paint))
  return results.some(({ differences }) => differences.length > 0) ? exitCodes.mismatch : exitCodes.done
}

/** A file that is half written is mended with the next change. */
const showTrouble =
  ({ io }: Bench) =>
  (thrown: unknown): number => {
    io.err(thrown instanceof Error ? thrown.message : String(thrown))
    return exitCodes.input
  }
