interface Warned {
  removeAllListeners(event: 'warning'): unknown
  on(event: 'warning', listener: (warning: Error) => void): unknown
  readonly stderr: { write(text: string): unknown }
}

/** Node 22 says of its own SQLite that it may change; the tests run on it. https://nodejs.org/docs/latest-v22.x/api/sqlite.html */
const isExpected = ({ name, message }: Error): boolean =>
  name === 'ExperimentalWarning' && message.startsWith('SQLite ')

/** Keeps a warning that says nothing to users off the terminal; all others are shown. */
export const hideExpectedWarnings = (process: Warned): void => {
  process.removeAllListeners('warning')
  process.on('warning', (warning) => {
    if (!isExpected(warning)) process.stderr.write(`${warning.name}: ${warning.message}\n`)
  })
}
