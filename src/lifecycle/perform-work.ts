import { leaseOnWork } from '../model/lease-name.ts'
import type { ScheduledWork } from '../model/scheduled-work.ts'
import { isOpenAt, nextOpening } from './change-window.ts'
import { changed, type Performed } from './end-work.ts'
import { goOnWithWork } from './go-on-with-work.ts'
import { underLease } from './hold-lease.ts'
import { applyApproved, claim, planAndApply } from './plan-and-apply.ts'
import type { WorkDeps } from './work-deps.ts'

/**
 * Does scheduled work whose time has come, for one person at a time: plans against fresh reads, asks the guards and whoever has to approve, applies,
 * and keeps how it ended. What a process that has died left behind is settled first. Throws what is no fault, and leaves the work to the next one.
 */
export const performWork = async (given: ScheduledWork, deps: WorkDeps): Promise<Performed> => {
  const order = { name: leaseOnWork(given.person), for: given.id }
  const done = await underLease(order, deps, async (): Promise<Performed> => {
    const work = await deps.schedules.get(given.id)
    return work ? withPerson(work, deps) : { work: given, result: 'left' }
  })
  return done.held ? done.value : { work: given, result: 'busy' }
}

const withPerson = async (work: ScheduledWork, deps: WorkDeps): Promise<Performed> => {
  const { attended = false, windows, clock } = deps
  const now = clock.now()
  if (!attended && !isOpenAt(windows, now)) return waitForWindow(work, deps)
  switch (work.state) {
    case 'running':
    case 'parked':
      return goOnWithWork(work, deps)
    case 'approval':
      return applyApproved(work, deps)
    case 'pending':
      return attended || Date.parse(work.due) <= now ? begin(work, deps) : { work, result: 'left' }
    case 'held':
    case 'failed':
      return attended ? begin(work, deps) : { work, result: 'left' }
    default:
      return { work, result: 'left' }
  }
}

const begin = async (work: ScheduledWork, deps: WorkDeps): Promise<Performed> => {
  const claimed = await claim(work, deps, null)
  return claimed ? planAndApply(claimed, deps) : { work, result: 'left' }
}

const waitForWindow = async (work: ScheduledWork, deps: WorkDeps): Promise<Performed> => {
  const opens = nextOpening(deps.windows, deps.clock.now())
  const because = `outside of the change windows${opens === null ? '' : ` until ${new Date(opens).toISOString()}`}`
  const isNews = work.state === 'pending' && work.because !== because
  return { work: (isNews ? await changed(work, { because }, deps) : null) ?? work, result: 'left' }
}
