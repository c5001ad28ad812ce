import type { Span } from '@opentelemetry/api'
import type { WorkApp, WorkApply } from '../lifecycle/work-deps.ts'
import type { ProgressEvent } from '../model/progress-event.ts'
import type { RunReport } from '../model/run.ts'
import type { Metrics } from './metrics.ts'
import { faultFields, type ServiceLog } from './service-log.ts'
import { markFailed, type Traces } from './traces.ts'

export interface RunObservers {
  readonly log: ServiceLog
  readonly metrics: Metrics
  readonly traces: Traces
}

/** The application, with every run that it makes in the log, the numbers and the traces. */
export const observeRuns = (app: WorkApp, observers: RunObservers): WorkApp => {
  const around = (
    known: { readonly run?: string | undefined; readonly playbook?: string },
    order: WorkApply,
    go: (order: WorkApply) => Promise<RunReport>,
  ): Promise<RunReport> => {
    const { traces, metrics, log } = observers
    return traces.around('joinery.run', attributesOf(known), async (span) => {
      const changes = changeObserver(span, observers)
      try {
        const progress = (event: ProgressEvent): void => {
          order.progress(event)
          changes.see(event)
        }
        const report = await go({ ...order, progress })
        span.setAttributes({
          ...attributesOf({ run: report.id, playbook: report.playbook }),
          'joinery.outcome': report.status,
        })
        metrics.run(report.playbook, report.status)
        const { id: run, playbook, status: outcome } = report
        log[outcome === 'done' ? 'info' : 'warn']('run.ended', { run, playbook, outcome, count: report.changes.length })
        return report
      } catch (thrown) {
        metrics.run(known.playbook ?? 'unknown', 'refused')
        const run = known.run === undefined ? {} : { run: known.run }
        log.warn('run.refused', { ...run, ...faultFields(thrown) })
        throw thrown
      } finally {
        changes.close()
      }
    })
  }
  return {
    ...app,
    apply: (plan, order) =>
      around({ run: order.runId, playbook: plan.playbook.name }, order, (own) => app.apply(plan, own)),
    resume: (run, order) => around({ run }, order, (own) => app.resume(run, own)),
    retry: (run, order) => around({ run }, order, (own) => app.retry(run, own)),
  }
}

const attributesOf = ({ run, playbook }: { readonly run?: string | undefined; readonly playbook?: string }) => ({
  ...(run === undefined ? {} : { 'joinery.run': run }),
  ...(playbook === undefined ? {} : { 'joinery.playbook': playbook }),
})

/** Makes spans and numbers of what a run tells. A change that others keep from beginning has an outcome and no span. */
const changeObserver = (run: Span, { traces, metrics, log }: RunObservers) => {
  const open = new Map<string, Span>()
  const end = (id: string, outcome: string, code?: string): void => {
    const span = open.get(id)
    open.delete(id)
    if (!span) return
    span.setAttribute('joinery.outcome', outcome)
    if (code !== undefined) markFailed(span, code)
    span.end()
  }
  const see = (event: ProgressEvent): void => {
    if (event.type === 'held') return
    const { id, kind, system, person } = event.change
    if (event.type === 'started') {
      const attributes = { 'joinery.change': kind, 'joinery.system': system, 'joinery.person': person }
      open.set(id, traces.within(run, 'joinery.change', attributes))
    }
    if (event.type === 'parked') end(id, 'parked')
    if (event.type !== 'outcome') return
    const { outcome, fault } = event
    end(id, outcome, fault?.code)
    metrics.change(kind, outcome)
    if (fault) log.warn('change.failed', { person, kind, outcome, code: fault.code, title: fault.title })
  }
  return {
    see,
    close(): void {
      for (const id of open.keys()) end(id, 'interrupted')
    },
  }
}
