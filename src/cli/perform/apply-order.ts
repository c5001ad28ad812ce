import type { ApplyOrder } from '../../app/app.ts'
import type { RunPerson } from '../../model/run.ts'
import type { Bench } from './performer.ts'
import { showProgress } from './show-progress.ts'

/** How a plan or run is worked off from the command line: progress is told, and Ctrl-C lets what is under way come to its end. */
export const applyOrder = (bench: Bench, people: readonly RunPerson[]): ApplyOrder => {
  const { signal, err } = bench.io
  const tell = (): void =>
    err('Stopping: what is under way is finished and recorded, nothing else is begun. Ctrl-C again ends at once.')
  signal.addEventListener('abort', tell, { once: true })
  return { progress: showProgress(bench, people), signal, lockTimeoutMs: bench.options.lockTimeoutMs }
}
