import type { AddCommand } from './add-command.ts'
import { applyOptions } from './apply-options.ts'

/** `joinery undo ID` */
export const undo: AddCommand = (parser, ask) =>
  parser.command(
    'undo <id>',
    'Take back what a run has made: plan, show, ask, apply and verify',
    (own) =>
      applyOptions(own)
        .positional('id', { type: 'string', demandOption: true, describe: 'Id of a run' })
        .option('force', {
          type: 'boolean',
          default: false,
          describe: 'Also take back what somebody else has changed since',
        }),
    ({ id, dryRun, yes, force, out }) => ask({ do: 'undo', run: id, dryRun, yes, force, out: out ?? null }),
  )
