import type { AddCommand } from './add-command.ts'

/** `joinery <playbook> <input>...`: plan, show, ask, apply, verify. */
export const runPlaybook: AddCommand = (parser, ask) =>
  parser.command(
    '$0 <playbook> [inputs..]',
    'Plan, show, ask, apply and verify',
    (own) =>
      own
        .positional('playbook', {
          type: 'string',
          demandOption: true,
          describe: 'Name of a playbook, or the path of its folder or file',
        })
        .positional('inputs', {
          type: 'string',
          array: true,
          default: [],
          describe: 'People: .yaml, .json or .csv files, or - for stdin',
        })
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
        .option('out', { type: 'string', requiresArg: true, describe: 'Also save the plan to this file' })
        .example('$0 onboard new-hire.yaml --dry-run', 'See what onboarding would change')
        .example('$0 onboard new-hire.yaml --practice', 'Try it on the practice tenant'),
    ({ playbook, inputs, dryRun, yes, out }) => ask({ do: 'run', playbook, inputs, dryRun, yes, out: out ?? null }),
  )
