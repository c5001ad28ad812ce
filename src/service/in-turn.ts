/** Does one piece of work after the other, in the order in which they were given. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>

export const inTurn = (): Turn => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const own = last.then(work, work)
    last = own.catch(() => undefined)
    return own
  }
}
