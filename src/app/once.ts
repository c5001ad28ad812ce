/** Something that is opened the first time it is asked for. `opened` answers it only if it was. */
export interface Once<T> {
  (): Promise<T>
  opened(): Promise<T> | undefined
}

export const once = <T>(open: () => Promise<T>): Once<T> => {
  let value: Promise<T> | undefined
  const get = (): Promise<T> => {
    value ??= open()
    return value
  }
  return Object.assign(get, { opened: () => value })
}
