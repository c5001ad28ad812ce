import type { AddCommand } from './add-command.ts'
import { applyOptions } from './apply-options.ts'
import { playbookOptions, settingsOf } from './playbook-options.ts'

/** `joinery <playbook> <input>...`: plan, show, ask, apply, verify. */
export const runPlaybook: AddCommand = (parser, ask) =>
  parser.command(
    '$0 <playbook> [inputs..]',
    'Plan, show, ask, apply and verify',
    (own) =>
      applyOptions(playbookOptions(own))
        .example('$0 onboard new-hire.yaml --dry-run', 'See what onboarding would change')
        .example('$0 onboard new-hire.yaml --practice', 'Try it on the practice tenant'),
    ({ playbook, inputs, set, now, schedule, dryRun, yes, out }) =>
      ask({ do: 'run', playbook, inputs, settings: settingsOf(set), now, schedule, dryRun, yes, out: out ?? null }),
  )
