interface Waiting<T> {
  readonly item: T
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

export interface GroupCommit<T> {
  /** Resolves when the item is durable. */
  add(item: T): Promise<void>
  /** Commits what is waiting, at once. */
  flush(): void
}

/**
 * Lets everything that comes in during one turn of the event loop share a commit: the disk is synced once for many people. Items keep their
 * order, and a commit that fails fails for all of them.
 */
export const groupCommit = <T>(commit: (items: readonly T[]) => void): GroupCommit<T> => {
  let waiting: Waiting<T>[] = []
  const flush = (): void => {
    const group = waiting
    waiting = []
    if (group.length === 0) return
    try {
      commit(group.map(({ item }) => item))
    } catch (thrown) {
      for (const { reject } of group) reject(thrown)
      return
    }
    for (const { resolve } of group) resolve()
  }
  return {
    flush,
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        if (waiting.length === 1) setImmediate(flush)
      }),
  }
}
