type SignalName = 'SIGINT' | 'SIGTERM'

/** What can tell a process to stop. */
export interface Signals {
  on(event: SignalName, listener: (name: SignalName) => void): unknown
  off(event: SignalName, listener: (name: SignalName) => void): unknown
}

export interface StopSignal {
  readonly signal: AbortSignal
  /** What stopped the process; null while nothing did. */
  stoppedBy(): SignalName | null
  dispose(): void
}

/** An abort signal that Ctrl-C and SIGTERM set off. The second Ctrl-C ends the process at once, as people expect. */
export const stopSignal = (process: Signals): StopSignal => {
  const controller = new AbortController()
  let by: SignalName | null = null
  const stop = (name: SignalName): void => {
    by = name
    controller.abort(new Error('interrupted'))
    dispose()
  }
  const dispose = (): void => {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return { signal: controller.signal, stoppedBy: () => by, dispose }
}
