import type { AddCommand } from './add-command.ts'

/** `joinery plan <playbook> <input>... --out plan.json` */
export const plan: AddCommand = (parser, ask) =>
  parser.command(
    'plan <playbook> [inputs..]',
    'Make a plan, to be approved and applied later',
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
        .option('out', { type: 'string', requiresArg: true, describe: 'Save the plan to this file' }),
    ({ playbook, inputs, out }) => ask({ do: 'plan', playbook, inputs, out: out ?? null }),
  )
