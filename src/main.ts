import { enableCompileCache } from 'node:module'

// Before anything else is loaded, so that everything is found compiled the next time.
enableCompileCache()

const { runProcess } = await import('./run-process.ts')
process.exitCode = await runProcess(process)
