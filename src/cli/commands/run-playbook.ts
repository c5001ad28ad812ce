import type { AddCommand } from './add-command.ts'
import { playbookOptions, settingsOf } from './playbook-options.ts'

/** `joinery <playbook> <input>...`: plan, show, ask, apply, verify. */
export const runPlaybook: AddCommand = (parser, ask) =>
  parser.command(
    '$0 <playbook> [inputs..]',
    'Plan, show, ask, apply and verify',
    (own) =>
      playbookOptions(own)
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
    ({ playbook, inputs, set, now, schedule, dryRun, yes, out }) =>
      ask({ do: 'run', playbook, inputs, settings: settingsOf(set), now, schedule, dryRun, yes, out: out ?? null }),
  )
