import { systemProcesses } from '../../../src/host/system-processes.ts'

/** Prints the name of this process and stays until it is killed. */
process.stdout.write(`${systemProcesses.self}\n`)
setInterval(() => undefined, 1000)
