import { watch } from 'node:fs'

/** An editor that saves a file makes several changes; they count as one. */
const SETTLED_AFTER_MS = 200

/** Resolves when something in one of the folders has changed and nothing has for a moment, or when the signal is aborted. */
export const waitForChange = (folders: readonly string[], signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    let settling: NodeJS.Timeout | undefined
    const watchers = folders.map((folder) =>
      watch(folder, { recursive: true }, () => {
        clearTimeout(settling)
        settling = setTimeout(end, SETTLED_AFTER_MS)
      }),
    )
    const end = (): void => {
      clearTimeout(settling)
      for (const watcher of watchers) watcher.close()
      signal.removeEventListener('abort', end)
      resolve()
    }
    if (signal.aborted) end()
    else signal.addEventListener('abort', end)
  })
