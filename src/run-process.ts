import packageJson from '../package.json' with { type: 'json' }
import { exitCodes } from './cli/exit-code.ts'
import { runCli } from './cli/run-cli.ts'
import { openTerminal, type Streams } from './cli/terminal.ts'
import { exitAnyway } from './host/exit-anyway.ts'
import { type Signals, stopSignal } from './host/stop-signal.ts'

type Env = { readonly [name: string]: string | undefined }

/** What the command line needs of the process. */
type Process = Streams & Signals & { readonly argv: readonly string[]; readonly env: Env }

/** How to type a further command: from a checkout it goes through npm. https://docs.npmjs.com/cli/v11/using-npm/scripts#environment */
const programName = ({ npm_package_name, npm_lifecycle_event }: Env): string =>
  npm_package_name === packageJson.name && npm_lifecycle_event ? 'npm run -s joinery --' : 'joinery'

/** Runs this process's command line and answers the exit code. The application is loaded only where a command needs it. */
export const runProcess = async (process: Process): Promise<number> => {
  const stop = stopSignal(process)
  try {
    const code = await runCli(process.argv.slice(2), {
      version: packageJson.version,
      program: programName(process.env),
      openIo: (options) => openTerminal(process, options, process.env, stop.signal),
      openApp: async (options, tell) => {
        const [{ createApp }, { systemHost }] = await Promise.all([
          import('./app/create-app.ts'),
          import('./app/system-host.ts'),
        ])
        return createApp(options, { ...systemHost(stop.signal), exitAnyway }, tell)
      },
    })
    return code === exitCodes.interrupted && stop.stoppedBy() === 'SIGTERM' ? exitCodes.terminated : code
  } finally {
    stop.dispose()
  }
}
