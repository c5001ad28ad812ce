/** What a test takes for granted; fails it where it is not there. */
export const only = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('the test takes something for granted that is not there')
  return value
}
