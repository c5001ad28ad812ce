/** Something asked for, and whom to answer. */
export interface Asked<Item, Answer> {
  readonly item: Item
  resolve(answer: Answer): void
  reject(reason: unknown): void
}

/** Collects what is asked for in one turn of the event loop and hands it over together. `together` answers each; if it throws, all get that. */
export const gather = <Item, Answer>(
  together: (all: readonly Asked<Item, Answer>[]) => Promise<void>,
): ((item: Item) => Promise<Answer>) => {
  let waiting: Asked<Item, Answer>[] = []
  const flush = (): void => {
    const all = waiting
    waiting = []
    together(all).catch((error: unknown) => {
      for (const { reject } of all) reject(error)
    })
  }
  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push({ item, resolve, reject })
    })
}

/** The list in parts of at most `size`. */
export const parts = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size))

/** Does something for each, at most `most` at the same time, begun in order. */
export const forEachAtMost = async <T>(
  list: readonly T[],
  most: number,
  run: (item: T) => Promise<void>,
): Promise<void> => {
  const rest = list.values()
  const worker = async (): Promise<void> => {
    for (const item of rest) await run(item)
  }
  await Promise.all(Array.from({ length: Math.min(most, list.length) }, worker))
}
