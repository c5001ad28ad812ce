/** Runs an action when every action given before has ended, well or not. */
export type Turns = <T>(action: () => Promise<T>) => Promise<T>

/** A directory decides about one write after the other: what is checked must still be so when it is written. */
export const takeTurns = (): Turns => {
  let last: Promise<unknown> = Promise.resolve()
  return (action) => {
    const mine = last.then(action)
    last = mine.catch(() => {})
    return mine
  }
}
