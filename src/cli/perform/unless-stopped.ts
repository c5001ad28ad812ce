import { Fault } from '../../model/fault.ts'

/** The work's answer, or `cli/interrupted` as soon as the signal comes. For work that only reads: it is left to itself. */
export const unlessStopped = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  const stopped = Promise.withResolvers<never>()
  const stop = (): void => stopped.reject(new Fault('cli/interrupted', {}))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, stopped.promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
