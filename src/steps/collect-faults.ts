import { Fault } from '../model/fault.ts'

/** Whether a fault is about what was asked for, and not about a directory that cannot be asked. */
export const isFinding = (thrown: unknown): thrown is Fault =>
  thrown instanceof Fault && (thrown.category === 'input' || thrown.category === 'refused')

/**
 * Does one piece of planning and keeps what is wrong with it beside the others, so that everything is reported at once. Answers undefined
 * where there was something.
 */
export const collectFaults = async <T>(faults: Fault[], work: () => Promise<T> | T): Promise<T | undefined> => {
  try {
    return await work()
  } catch (thrown) {
    if (!isFinding(thrown)) throw thrown
    faults.push(thrown)
    return undefined
  }
}

/** What `find` answers for each name, without those that it refuses. */
export const findEach = async <T>(
  faults: Fault[],
  names: readonly string[],
  find: (name: string) => Promise<T> | T,
): Promise<readonly T[]> => {
  const found: T[] = []
  for (const name of names) {
    const one = await collectFaults(faults, () => find(name))
    if (one !== undefined) found.push(one)
  }
  return found
}
