export interface Waiting<T> {
  readonly item: T
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** Tells each of a group what came of it; see `groupCommit`. */
export const settleGroup = <T>(group: readonly Waiting<T>[], refusals: readonly (Error | null)[]): void => {
  for (const [index, { resolve, reject }] of group.entries()) {
    const refusal = refusals[index]
    if (refusal) reject(refusal)
    else resolve()
  }
}

export interface GroupCommit<T> {
  /** Resolves when the item is durable. */
  add(item: T): Promise<void>
  /** Commits what is waiting, at once. */
  flush(): void
}

/**
 * Lets everything that comes in during one turn of the event loop share a commit: the disk is synced once for many people. Items keep their
 * order, and a commit that fails fails for all of them. `commit` answers for each item why it alone was refused, or null.
 */
export const groupCommit = <T>(commit: (items: readonly T[]) => readonly (Error | null)[]): GroupCommit<T> => {
  let waiting: Waiting<T>[] = []
  const flush = (): void => {
    const group = waiting
    waiting = []
    if (group.length === 0) return
    let refusals: readonly (Error | null)[]
    try {
      refusals = commit(group.map(({ item }) => item))
    } catch (thrown) {
      for (const { reject } of group) reject(thrown)
      return
    }
    settleGroup(group, refusals)
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
