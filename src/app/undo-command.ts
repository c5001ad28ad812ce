import { Fault } from '../model/fault.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { guardSettings } from './guard-settings.ts'
import { loadPolicyFile } from './load-policy-file.ts'

/** Plans an undo from the record of a run, on the directory that the run was on. */
export const undoCommand =
  (parts: AppParts): App['planUndo'] =>
  async ({ run: id, force, readOnly }) => {
    const { config } = await parts.settings()
    const policy = await loadPolicyFile(config)
    const journal = await parts.journalIfAny()
    const events = (await journal?.events(id)) ?? []
    if (!journal || events.length === 0) throw new Fault('run/unknown-run', { run: id })
    const { foldRun } = await import('../model/fold-run.ts')
    const run = foldRun(id, events)
    const { readers } = await parts.systems({ readOnly })
    const [{ checkDirectory }, { planUndo }, { undoneChanges }] = await Promise.all([
      import('../runner/check-directory.ts'),
      import('../planner/undo/plan-undo.ts'),
      import('../planner/undo/undone-changes.ts'),
    ])
    await checkDirectory(run.plan, readers)
    const guards = await guardSettings(parts, policy, { readOnly })
    const undone = await undoneChanges(run, journal)
    return planUndo({ run, readers, key: config.key, actor: parts.host.actor, force, guards, undone })
  }
