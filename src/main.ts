import { enableCompileCache } from 'node:module'
import packageJson from '../package.json' with { type: 'json' }
import { createApp } from './app/create-app.ts'
import { runCli } from './cli/run-cli.ts'
import { openTerminal } from './cli/terminal.ts'
import { stopSignal } from './host/stop-signal.ts'
import { systemHost } from './app/system-host.ts'

enableCompileCache()

const stop = stopSignal(process)
process.exitCode = await runCli(process.argv.slice(2), {
  version: packageJson.version,
  openIo: (options) => openTerminal(process, options, process.env, stop.signal),
  openApp: (options) => createApp(options, systemHost()),
})
stop.dispose()
