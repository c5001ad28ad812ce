/** What can tell a process to stop. */
export interface Signals {
  on(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  off(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}

/** An abort signal that Ctrl-C and SIGTERM set off. The second Ctrl-C ends the process at once, as people expect. */
export const stopSignal = (process: Signals): { readonly signal: AbortSignal; dispose(): void } => {
  const controller = new AbortController()
  const stop = (): void => {
    controller.abort(new Error('interrupted'))
    dispose()
  }
  const dispose = (): void => {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return { signal: controller.signal, dispose }
}
