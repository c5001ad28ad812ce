import type { AddCommand } from './add-command.ts'

/** `joinery undo ID` */
export const undo: AddCommand = (parser, ask) =>
  parser.command(
    'undo <id>',
    'Take back what a run has made: plan, show, ask, apply and verify',
    (own) =>
      own
        .positional('id', { type: 'string', demandOption: true, describe: 'Id of a run' })
        .option('dry-run', {
          type: 'boolean',
          default: false,
          describe: 'Plan and show; nothing is written, no question asked',
        })
        .option('yes', {
          type: 'boolean',
          default: false,
          describe: 'Apply without asking (needed when stdin is no terminal)',
        })
        .option('force', {
          type: 'boolean',
          default: false,
          describe: 'Also take back what somebody else has changed since',
        })
        .option('out', { type: 'string', describe: 'Also save the plan to this file' }),
    ({ id, dryRun, yes, force, out }) => ask({ do: 'undo', run: id, dryRun, yes, force, out: out ?? null }),
  )
