import type { Argv } from 'yargs'

/** What stands behind a playbook wherever one is planned. */
export const playbookOptions = <T>(parser: Argv<T>) =>
  parser
    .positional('playbook', {
      type: 'string',
      demandOption: true,
      describe: 'Name of a playbook, or the path of its folder or file',
    })
    .positional('inputs', {
      type: 'string',
      array: true,
      default: [] as string[],
      describe:
        'People: .yaml, .json or .csv files, or - for stdin; for playbooks on existing accounts also employeeId, UPN or mail',
    })
    .option('set', {
      type: 'string',
      requiresArg: true,
      describe: 'NAME=VALUE: a field of the people, or an input of the playbook; may be repeated',
    })
    .option('now', { type: 'boolean', default: false, describe: 'Also before the playbook is due' })
    .option('schedule', { type: 'boolean', default: false, describe: 'Run it when it is due' })

/** The settings of a command line: none, one or several. */
export const settingsOf = (given: string | readonly string[] | undefined): readonly string[] =>
  given === undefined ? [] : typeof given === 'string' ? [given] : given
