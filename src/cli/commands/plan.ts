import type { AddCommand } from './add-command.ts'
import { playbookOptions, settingsOf } from './playbook-options.ts'

/** `joinery plan <playbook> <input>... --out plan.json` */
export const plan: AddCommand = (parser, ask) =>
  parser.command(
    'plan <playbook> [inputs..]',
    'Make a plan, to be approved and applied later',
    (own) =>
      playbookOptions(own).option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'Save the plan to this file',
      }),
    ({ playbook, inputs, set, now, schedule, out }) =>
      ask({ do: 'plan', playbook, inputs, settings: settingsOf(set), now, schedule, out: out ?? null }),
  )
