import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { changedWork } from '../lifecycle/change-work.ts'
import { dueTime } from '../lifecycle/due-time.ts'
import { lastBeat, missedCycles, skippedCycles } from '../lifecycle/heartbeat.ts'
import { Fault } from '../model/fault.ts'
import type { WorkChange } from '../model/schedule-report.ts'
import type { ScheduledWork } from '../model/scheduled-work.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { fileProblem } from './file-problem.ts'
import { installOf } from './install-of.ts'
import { scheduleCommand } from './schedule-command.ts'
import { workDeps } from './work-deps.ts'

type ScheduleCommands = Pick<
  App,
  | 'schedule'
  | 'scheduled'
  | 'scheduledWork'
  | 'changeScheduled'
  | 'performScheduled'
  | 'workDue'
  | 'pause'
  | 'scheduleInstall'
>

const ENDED: ReadonlySet<string> = new Set(['done', 'cancelled'])

/** The commands about scheduled work. `app` is the whole application, which plans and applies for it. */
export const scheduleCommands = (parts: AppParts, app: () => App): ScheduleCommands => {
  const { clock } = parts.host
  return {
    schedule: scheduleCommand(parts),
    async scheduled(all) {
      const journal = await parts.journalIfAny()
      const work = (await journal?.schedules.list()) ?? []
      const heartbeat = journal ? await lastBeat(journal.memory) : null
      return {
        format: 'joinery.schedule/1',
        heartbeat: heartbeat && { ...heartbeat, missed: missedCycles(heartbeat, clock.now()) },
        skipped: journal ? await skippedCycles(journal.memory) : { count: 0, at: [] },
        work: all ? work : work.filter(({ state }) => !ENDED.has(state)),
      }
    },
    scheduledWork: (id) => findWork(id, parts),
    async changeScheduled(id, change) {
      const work = await findWork(id, parts)
      const next = changedWork(work, await timed(work, change), new Date(clock.now()).toISOString())
      if (await (await parts.journal()).schedules.put(next)) return next
      throw new Fault('schedule/changed-meanwhile', { id: work.id })
    },
    async performScheduled(id, order) {
      const work = await findWork(id, parts)
      const deps = await workDeps(parts, app(), { ...order, everyMs: 0 })
      const { performWork } = await import('../lifecycle/perform-work.ts')
      const { work: after, result } = await performWork(work, { ...deps, attended: true })
      if (result === 'busy') throw new Fault('schedule/changed-meanwhile', { id: work.id })
      return after
    },
    async workDue(order) {
      const { workDue } = await import('../lifecycle/work-due.ts')
      return workDue(await workDeps(parts, app(), order))
    },
    pause: (ms, signal) =>
      clock.sleep(ms, signal).then(
        () => true,
        () => false,
      ),
    async scheduleInstall(order) {
      const install = installOf(await parts.settings(), order, parts.host)
      if (order.out !== null) await writeAll(resolve(parts.host.cwd, order.out), install.files)
      return install
    },
  }
}

const findWork = async (id: string, parts: AppParts): Promise<ScheduledWork> => {
  const all = (await (await parts.journalIfAny())?.schedules.list()) ?? []
  const exact = all.find((work) => work.id === id)
  if (exact) return exact
  const [first, ...others] = all.filter((work) => work.id.startsWith(id))
  if (!first) throw new Fault('schedule/unknown-work', { id })
  if (others.length > 0)
    throw new Fault('schedule/ambiguous-work', { id, ids: [first, ...others].map((work) => work.id).join(', ') })
  return first
}

/** A day on the command line is one where the person works; of a last day its end counts. */
const timed = async ({ input }: ScheduledWork, change: WorkChange): Promise<WorkChange> => {
  if (change.do !== 'move') return change
  const { lastDay, timeZone } = input
  const edge = change.due === lastDay ? 'end' : 'beginning'
  const due = await dueTime(change.due, { edge }, typeof timeZone === 'string' ? timeZone : undefined)
  if (due === null) throw new Fault('schedule/never', { on: change.due })
  return { do: 'move', due }
}

const writeAll = async (folder: string, files: readonly { readonly name: string; readonly text: string }[]) => {
  try {
    await mkdir(folder, { recursive: true })
    for (const { name, text } of files) await writeFile(join(folder, name), text)
  } catch (cause) {
    throw new Fault('cli/file-not-writable', { file: folder, why: fileProblem(cause) }, { cause })
  }
}
