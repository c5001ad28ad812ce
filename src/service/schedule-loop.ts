import { lastBeat, newsOfMissed } from '../lifecycle/heartbeat.ts'
import type { Newsroom } from '../lifecycle/news.ts'
import type { WebMessage } from '../model/message.ts'
import type { SchedulePass } from '../model/schedule-report.ts'
import type { Clock } from '../ports/clock.ts'
import type { ServiceMemory } from '../ports/schedule-store.ts'
import type { Metrics } from './metrics.ts'
import { faultFields, type ServiceLog } from './service-log.ts'
import type { Traces } from './traces.ts'

export interface ScheduleLoopDeps {
  readonly clock: Clock
  readonly memory: ServiceMemory
  readonly news: Newsroom
  /** Sends one message past the memory of what was told, where that cannot be read. */
  readonly post: (message: WebMessage) => Promise<void>
  /** One pass over everything that is due. */
  readonly pass: () => Promise<SchedulePass>
  readonly everyMs: number
  readonly log: ServiceLog
  readonly metrics: Metrics
  readonly traces: Traces
  readonly signal: AbortSignal
}

/** Goes through what is due again and again until the signal comes. A pass that fails is told in the log, and the next one is made all the same. */
export const scheduleLoop = async (deps: ScheduleLoopDeps): Promise<void> => {
  const { clock, everyMs, signal } = deps
  while (!signal.aborted) {
    await onePass(deps)
    await clock.sleep(everyMs, signal).catch(() => undefined)
  }
}

const onePass = async ({ pass, traces, log, metrics, clock }: ScheduleLoopDeps): Promise<void> => {
  try {
    const done = await traces.around('joinery.schedule.pass', {}, pass)
    if (!done.skipped) metrics.succeeded('schedule', clock.now())
    logPass(done, log)
  } catch (thrown) {
    log.error('schedule.failed', faultFields(thrown))
  }
}

const logPass = (
  { skipped, work, left = [], resumed, told, troubles, closedUntil }: SchedulePass,
  log: ServiceLog,
): void => {
  if (skipped) log.info('schedule.skipped')
  const untouched = new Set(left)
  for (const { id, person, playbook, state, run } of work) {
    if (untouched.has(id)) continue
    const fields = { work: id, person, playbook, outcome: state, ...(run === null ? {} : { run }) }
    log[state === 'done' || state === 'pending' ? 'info' : 'warn']('work.went', fields)
  }
  for (const run of resumed) log.info('run.resumed', { run })
  if (told.length > 0) log.info('told', { count: told.length })
  // What they say may name people: joinery schedule list shows it.
  if (troubles.length > 0) log.error('schedule.troubles', { count: troubles.length })
  if (closedUntil !== null) log.debug('schedule.closed', { until: closedUntil })
}

/**
 * Watches the loop from outside it: two cycles that did not come are told, also where it stands still because the state cannot be reached. It beats no
 * pulse of its own, so whoever asks the state from elsewhere sees the same.
 */
export const watchCycles = async (deps: ScheduleLoopDeps): Promise<void> => {
  const { clock, everyMs, signal, memory, news, log } = deps
  let seen = { at: new Date(clock.now()).toISOString(), everyMs }
  let isTold = false
  while (!signal.aborted) {
    await clock.sleep(everyMs, signal).catch(() => undefined)
    if (signal.aborted) return
    const found = await lastBeat(memory).catch(() => null)
    if (found && found.at > seen.at) seen = found
    const missed = newsOfMissed(seen, clock.now())
    if (missed === null) {
      isTold = false
      continue
    }
    log.error('schedule.missed', { until: seen.at })
    if (isTold) continue
    isTold = true
    const sent = await news
      .tell(missed)
      .then(() => news.send())
      .catch(() => null)
    if (sent && sent.failed.length === 0) continue
    await deps.post(missed).catch((thrown: unknown) => log.error('tell.failed', faultFields(thrown)))
  }
}
