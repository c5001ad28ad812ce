import type { PendingWork } from '../model/pending-work.ts'
import type { AppParts } from './app-parts.ts'

/** What parked runs of a playbook wait to do. */
export const pendingOf = async (parts: AppParts, playbook: string): Promise<readonly PendingWork[]> => {
  const journal = await parts.journalIfAny()
  if (!journal) return []
  const [{ foldRun }, { pendingWork }] = await Promise.all([
    import('../model/fold-run.ts'),
    import('../model/pending-work.ts'),
  ])
  const parked = (await journal.runs()).filter((run) => run.playbook === playbook && run.waitsUntil !== undefined)
  const works = await Promise.all(parked.map(async ({ id }) => pendingWork(foldRun(id, await journal.events(id)))))
  return works.flat()
}
