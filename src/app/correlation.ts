import { newRunId } from '../runner/new-run-id.ts'
import type { Host } from './host.ts'

/** The run that everything that is sent belongs to. What planning reads belongs to the run that the plan is applied in next. */
export interface Correlation {
  current(): string
  /** For as long as `work` takes everything belongs to this run; to a new one after it. */
  during<T>(run: string, work: () => Promise<T>): Promise<T>
}

export const openCorrelation = (host: Pick<Host, 'clock' | 'random'>): Correlation => {
  let run = newRunId(host)
  return {
    current: () => run,
    async during(id, work) {
      run = id
      try {
        return await work()
      } finally {
        run = newRunId(host)
      }
    },
  }
}
