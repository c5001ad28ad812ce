import type { AddCommand } from './add-command.ts'

/** `joinery test [playbook...]` */
export const test: AddCommand = (parser, ask) =>
  parser.command(
    'test [playbooks..]',
    'Run the cases of playbooks, each on a practice company of its own',
    (own) =>
      own
        .positional('playbooks', {
          type: 'string',
          array: true,
          default: [],
          describe: 'Names or paths of playbooks; all that there are, if none is given',
        })
        .option('only', { type: 'string', requiresArg: true, describe: 'Cases whose name has this in it' })
        .option('junit', {
          type: 'string',
          requiresArg: true,
          describe: 'Also write the results as JUnit XML to this file',
        })
        .option('watch', {
          type: 'boolean',
          default: false,
          describe: 'Run them again whenever a file of the playbooks changes',
        }),
    ({ playbooks, only = null, junit = null, watch }) => ask({ do: 'test', playbooks, only, junit, watch }),
  )
