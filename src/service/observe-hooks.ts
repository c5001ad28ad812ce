import type { Clock } from '../ports/clock.ts'
import type { TakeHook } from './hooks-group.ts'
import type { RunObservers } from './observe-runs.ts'
import { faultFields } from './service-log.ts'

/** Webhooks with what they brought in the log, the numbers and the traces. */
export const observeHooks =
  (take: TakeHook, { log, metrics, traces }: RunObservers, clock: Pick<Clock, 'now'>): TakeHook =>
  async (source, body) => {
    try {
      const report = await traces.around('joinery.feed.sync', { 'joinery.feed': source }, () => take(source, body))
      const { verdict: outcome, events } = report
      log[outcome === 'ok' ? 'info' : 'warn']('hook.taken', { source, outcome, count: events.length })
      if (outcome === 'ok') metrics.succeeded(`source ${source}`, clock.now())
      return report
    } catch (thrown) {
      log.warn('hook.refused', { source, ...faultFields(thrown) })
      throw thrown
    }
  }
