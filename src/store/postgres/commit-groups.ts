import { settleGroup, type Waiting } from '../group-commit.ts'

export interface CommitGroups<T> {
  /** Resolves when the item is durable. */
  add(item: T): Promise<void>
  /** Resolves when nothing is waiting. */
  settled(): Promise<void>
}

/**
 * One commit at a time: what comes in while one is under way shares the next. Items keep their order, and a commit that fails fails for all of its items.
 * `commit` answers for each item why it alone was refused, or null.
 */
export const commitGroups = <T>(
  commit: (items: readonly T[]) => Promise<readonly (Error | null)[]>,
): CommitGroups<T> => {
  let waiting: Waiting<T>[] = []
  let working: Promise<void> | null = null
  const commitOne = async (): Promise<void> => {
    const group = waiting
    waiting = []
    try {
      const refusals = await commit(group.map(({ item }) => item))
      settleGroup(group, refusals)
    } catch (thrown) {
      for (const { reject } of group) reject(thrown)
    }
  }
  const work = async (): Promise<void> => {
    // What comes in during the same turn of the event loop goes together.
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) await commitOne()
    working = null
  }
  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        working ??= work()
      }),
    settled: async () => {
      await working
    },
  }
}
