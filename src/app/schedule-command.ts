import { resolve } from 'node:path'
import { dueTime } from '../lifecycle/due-time.ts'
import { Fault } from '../model/fault.ts'
import type { JsonObject } from '../model/json.ts'
import type { Person } from '../model/person.ts'
import type { ScheduledWork } from '../model/scheduled-work.ts'
import { workId } from '../model/work-id.ts'
import type { DueDay } from '../planner/due-days.ts'
import type { ScheduleStore } from '../ports/schedule-store.ts'
import type { App, ScheduleOrder } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { openOrder, orderedPlaybook } from './open-order.ts'

/** Schedules a playbook for people for when it is due, or for a time. People and playbook are checked as for planning. */
export const scheduleCommand =
  (parts: AppParts): App['schedule'] =>
  async (order) => {
    const playbook = await orderedPlaybook(parts, order.playbook)
    const { config, loaded } = playbook
    if (loaded.ok && typeof loaded.value.playbook.people === 'object')
      throw new Fault('schedule/finds-people', { playbook: order.playbook })
    if (order.inputs.length + (order.people ?? []).length === 0)
      throw new Fault('cli/no-input', { playbook: order.playbook })
    const opened = await openOrder(parts, { ...order, readOnly: true }, playbook)
    if (!opened.ok) return opened
    const { people, readers } = opened.value
    const { dueDays } = await import('../planner/due-days.ts')
    const { organisation, key } = config
    const days = await dueDays({ ...opened.value.loaded, people, organisation, key, readers, actor: parts.host.actor })
    if (!days.ok) return days
    const { schedules } = await parts.journal()
    const works: ScheduledWork[] = []
    for (const [index, { person }] of people.entries()) {
      const day = days.value[index]
      if (day) works.push(await workOf(order, person, day, parts, schedules))
    }
    for (const work of works) {
      if (!(await schedules.put(work))) throw new Fault('schedule/changed-meanwhile', { id: work.id })
    }
    return { ok: true, value: works }
  }

const workOf = async (
  order: ScheduleOrder,
  person: Person,
  day: DueDay,
  { host }: AppParts,
  schedules: ScheduleStore,
): Promise<ScheduledWork> => {
  const { due, why } = await timeOf(order, person, day)
  const playbook = /[\\/]|\.ya?ml$/.test(order.playbook) ? resolve(host.cwd, order.playbook) : order.playbook
  const { id, before } = await freeId(person.employeeId, playbook, schedules)
  const now = new Date(host.clock.now()).toISOString()
  return {
    id,
    person: person.employeeId,
    name: day.name,
    playbook,
    input: person as unknown as JsonObject,
    due,
    event: null,
    why: `${why}, by ${host.actor}`,
    source: null,
    state: before?.state === 'held' ? 'held' : 'pending',
    because: before?.state === 'held' ? before.because : null,
    run: null,
    plan: null,
    attempts: 0,
    createdAt: before?.createdAt ?? now,
    changedAt: now,
    version: (before?.version ?? 0) + 1,
  }
}

/** A last day counts until its end; any other day from its beginning. */
const timeOf = async (
  { at, playbook }: ScheduleOrder,
  given: Person,
  { name, due }: DueDay,
): Promise<{ readonly due: string; readonly why: string }> => {
  const on = at ?? due?.on
  if (on === undefined) throw new Fault('schedule/no-due-day', { playbook, name })
  const person = due?.person ?? given
  const isLastDay = at === null && on === person.lastDay
  const time = await dueTime(on, { edge: isLastDay ? 'end' : 'beginning' }, person.timeZone)
  if (time === null) throw new Fault('schedule/never', { on })
  const isDay = !on.includes('T')
  const where = isDay && person.timeZone === undefined ? ' in the time zone of this machine' : ''
  return { due: time, why: `${at === null ? `due ${isLastDay ? 'at the end of ' : ''}${on}` : `for ${at}`}${where}` }
}

const ENDED: ReadonlySet<string> = new Set(['done', 'cancelled'])

/** What waits for the same is moved; what is being done is not, and what has ended stays on record beside the new one. */
const freeId = async (
  person: string,
  playbook: string,
  schedules: ScheduleStore,
): Promise<{ readonly id: string; readonly before: ScheduledWork | null }> => {
  for (let which = 0; ; which += 1) {
    const id = workId({ source: null, person, playbook, event: null, ...(which > 0 ? { which: String(which) } : {}) })
    const before = await schedules.get(id)
    if (!before) return { id, before }
    if (ENDED.has(before.state)) continue
    if (before.state !== 'running' && before.state !== 'parked') return { id, before }
    const { name, state, run } = before
    throw new Fault('schedule/wrong-state', { id, name, playbook, state, done: 'moved', run: run ?? undefined })
  }
}
