/**
 * Ends the process after so many milliseconds, with the exit code that it has by then, if anything keeps it alive so long: a connection that hangs, for
 * example. One that has nothing left to do ends by itself before.
 */
export const exitAnyway = (withinMs: number): void => {
  setTimeout(() => process.exit(), withinMs).unref()
}
