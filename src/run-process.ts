import packageJson from '../package.json' with { type: 'json' }
import { runCli } from './cli/run-cli.ts'
import { openTerminal, type Streams } from './cli/terminal.ts'
import { type Signals, stopSignal } from './host/stop-signal.ts'

/** What the command line needs of the process. */
type Process = Streams & Signals & { readonly argv: readonly string[]; readonly env: { readonly [name: string]: string | undefined } }

/** Runs this process's command line and answers the exit code. The application is loaded only where a command needs it. */
export const runProcess = async (process: Process): Promise<number> => {
  const stop = stopSignal(process)
  try {
    return await runCli(process.argv.slice(2), {
      version: packageJson.version,
      openIo: (options) => openTerminal(process, options, process.env, stop.signal),
      openApp: async (options, tell) => {
        const [{ createApp }, { systemHost }] = await Promise.all([import('./app/create-app.ts'), import('./app/system-host.ts')])
        return createApp(options, systemHost(), tell)
      },
    })
  } finally {
    stop.dispose()
  }
}
