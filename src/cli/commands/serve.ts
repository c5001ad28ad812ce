import { Fault } from '../../model/fault.ts'
import type { AddCommand } from './add-command.ts'

const HIGHEST_PORT = 65_535

const portOf = (port: number | undefined): number | null => {
  if (port === undefined) return null
  if (Number.isInteger(port) && port >= 0 && port <= HIGHEST_PORT) return port
  throw new Fault('cli/usage', { problem: `--port takes a number from 0 to ${HIGHEST_PORT}` })
}

/** `joinery serve` */
export const serve: AddCommand = (parser, ask) =>
  parser.command(
    'serve',
    'Watch the feeds, do what is due and take what HR systems push, in one process, until stopped',
    (own) =>
      own
        .option('port', {
          type: 'number',
          requiresArg: true,
          describe: 'Port to listen on, instead of that of joinery.yaml; 0 for any',
        })
        .option('wait', {
          type: 'boolean',
          default: false,
          describe: 'Stand by while another process serves, and follow it',
        })
        .example('$0 serve', 'On this machine alone, port 7300'),
    ({ port, wait }) => ask({ do: 'serve', port: portOf(port), wait }),
  )
