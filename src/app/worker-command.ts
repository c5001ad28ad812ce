import { tendTeam, workForTeam } from '../lifecycle/team-work.ts'
import type { LoopDeps } from '../lifecycle/work-due.ts'
import { asFault } from '../model/fault.ts'
import type { PassOfTeam } from '../model/team-pass.ts'
import type { Clock } from '../ports/clock.ts'
import type { PerformWork } from '../ports/work-engine.ts'
import type { App, WorkerOrder } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { openEngine } from './open-engine.ts'
import { workDeps } from './work-deps.ts'

/** How long a run may take to come to an end once the worker is to stop. */
const LAST_MS = 60_000

/** How long nothing is said of a trouble that was told. */
const SAME_TROUBLE_MS = 60_000

const nothing: PassOfTeam = { format: 'joinery.worker/1', work: [], resumed: [], told: [], troubles: [] }

/** `joinery worker`: takes people with work from the queue of the team until the signal is aborted. */
export const workerCommand = (parts: AppParts, app: () => App): Pick<App, 'worker'> => ({
  async worker(order) {
    const deps = await workDeps(parts, app(), order)
    const { config } = await parts.settings()
    const trouble = seldom(parts.host.clock, (text) => order.tell({ ...nothing, troubles: [text] }))
    const engine = await openEngine(config, parts.host.env, trouble)
    const { offerWork, performOffered } = await import('../queue/offer-work.ts')
    try {
      await engine.work(performOffered(deps.schedules, performer(deps, order)), order.sideBySide)
      do {
        await orTold(order, async () => {
          await tend(deps, order)
          await offerWork(engine, deps.schedules, new Date(deps.clock.now()).toISOString())
        })
      } while (await app().pause(order.everyMs, order.signal))
    } finally {
      await engine.stop(LAST_MS)
    }
  },
})

/** Looking for people goes on twice a second, also while the database is away. */
const seldom = (clock: Clock, tell: (text: string) => void): ((text: string) => void) => {
  const said = new Map<string, number>()
  return (text) => {
    const now = clock.now()
    if (now - (said.get(text) ?? Number.NEGATIVE_INFINITY) < SAME_TROUBLE_MS) return
    said.set(text, now)
    tell(text)
  }
}

const performer =
  (deps: LoopDeps, { tell, signal: stop }: WorkerOrder): PerformWork =>
  async (work, lost) => {
    const troubles: string[] = []
    const signal = AbortSignal.any([lost, stop])
    const { work: after, result } = await workForTeam(work, { ...deps, signal }, troubles)
    const { told, failed } = await deps.news.send()
    const untold = failed.map(({ subject, why }) => `"${subject}" could not be told: ${why}`)
    const isNews = result === 'went' || troubles.length + untold.length > 0
    if (isNews) tell({ ...nothing, work: [after], told, troubles: [...troubles, ...untold] })
    return result === 'busy' ? 'again' : 'done'
  }

const tend = async (deps: LoopDeps, { tell }: WorkerOrder): Promise<void> => {
  const tended = await tendTeam(deps)
  if (!tended) return
  const { told, failed } = await deps.news.send()
  const troubles = [...tended.troubles, ...failed.map(({ subject, why }) => `"${subject}" could not be told: ${why}`)]
  if (tended.resumed.length + told.length + troubles.length > 0)
    tell({ ...nothing, resumed: tended.resumed, told, troubles })
}

/** A database that is away for a while ends no worker. */
const orTold = async ({ tell }: WorkerOrder, work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (thrown) {
    tell({ ...nothing, troubles: [asFault(thrown).message] })
  }
}
