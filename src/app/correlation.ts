import { AsyncLocalStorage } from 'node:async_hooks'
import { newRunId } from '../runner/new-run-id.ts'
import type { Host } from './host.ts'

/** The run that everything that is sent belongs to. What planning reads belongs to the run that the plan is applied in next. */
export interface Correlation {
  current(): string
  /** Everything that `work` does belongs to this run, also where others are at work beside it; to a new one after it. */
  during<T>(run: string, work: () => Promise<T>): Promise<T>
}

export const openCorrelation = (host: Pick<Host, 'clock' | 'random'>): Correlation => {
  const running = new AsyncLocalStorage<string>()
  let next = newRunId(host)
  return {
    current: () => running.getStore() ?? next,
    async during(id, work) {
      try {
        return await running.run(id, work)
      } finally {
        next = newRunId(host)
      }
    },
  }
}
