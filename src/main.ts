import { enableCompileCache } from 'node:module'

// Before anything else is loaded, so that everything is found compiled the next time.
enableCompileCache()

const [{ runProcess }, { hideExpectedWarnings }] = await Promise.all([
  import('./run-process.ts'),
  import('./host/expected-warnings.ts'),
])
hideExpectedWarnings(process)
process.exitCode = await runProcess(process)
