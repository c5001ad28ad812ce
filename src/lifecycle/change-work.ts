import { Fault } from '../model/fault.ts'
import type { WorkChange } from '../model/schedule-report.ts'
import type { ScheduledWork, WorkState } from '../model/scheduled-work.ts'

const ALLOWED: { readonly [D in WorkChange['do']]: { readonly from: readonly WorkState[]; readonly done: string } } = {
  hold: { from: ['pending', 'approval', 'failed'], done: 'held' },
  release: { from: ['held', 'failed'], done: 'released' },
  cancel: { from: ['pending', 'held', 'approval', 'failed'], done: 'removed' },
  move: { from: ['pending', 'held', 'approval', 'failed'], done: 'moved' },
}

/**
 * The next version of some work. What was planned for another time is forgotten, for plans hold at the time of their making only. Throws
 * `schedule/wrong-state`.
 */
export const changedWork = (work: ScheduledWork, change: WorkChange, now: string): ScheduledWork => {
  const { from, done } = ALLOWED[change.do]
  if (!from.includes(work.state)) {
    const { id, name, playbook, state, run } = work
    throw new Fault('schedule/wrong-state', { id, name, playbook, state, done, run: run ?? undefined })
  }
  const next = { ...work, plan: null, changedAt: now, version: work.version + 1 }
  switch (change.do) {
    case 'hold':
      return { ...next, state: 'held', because: change.why }
    case 'cancel':
      return { ...next, state: 'cancelled', because: change.why }
    case 'release':
      return { ...next, state: 'pending', because: null, attempts: 0 }
    case 'move':
      return {
        ...next,
        due: change.due,
        state: work.state === 'held' ? 'held' : 'pending',
        because: work.state === 'held' ? work.because : null,
        attempts: 0,
      }
  }
}
