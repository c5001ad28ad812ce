import type { AddCommand } from './add-command.ts'
import { applyOptions } from './apply-options.ts'

const directories = ['ad', 'entra'] as const

/** `joinery user find TEXT`, `joinery user show PERSON` */
export const user: AddCommand = (parser, ask) =>
  parser.command(
    'user <what> <person..>',
    'Find people, or show one page about a person across all systems',
    (own) =>
      own
        .positional('what', { choices: ['find', 'show'] as const, demandOption: true })
        .positional('person', {
          type: 'string',
          array: true,
          demandOption: true,
          describe:
            'find: beginning of a name or address; show: employeeId, sign-in name, mail, sAMAccountName, DN or id',
        })
        .example('$0 user show adele.vance@contoso.com', 'Accounts, groups and licences with where they come from'),
    ({ what, person }) => ask({ do: `user.${what}`, person: person.join(' ') }),
  )

/** `joinery group show GROUP`, `joinery group add|remove GROUP PERSON...` */
export const group: AddCommand = (parser, ask) =>
  parser.command(
    'group <what> <group> [people..]',
    'Show a group, or put people into it and take them out: plan, show, ask, apply and verify',
    (own) =>
      applyOptions(own)
        .positional('what', { choices: ['show', 'add', 'remove'] as const, demandOption: true })
        .positional('group', {
          type: 'string',
          demandOption: true,
          describe: 'sAMAccountName, cn, DN or objectGUID (AD), display name or id (Entra)',
        })
        .positional('people', {
          type: 'string',
          array: true,
          default: [],
          describe: 'employeeId, sign-in name, mail, sAMAccountName, DN or id',
        })
        .option('in', { choices: directories, describe: 'Look for the group in one directory alone' })
        .option('all', { type: 'boolean', default: false, describe: 'show: every member, however many' })
        .check(({ what, people }) => what === 'show' || people.length > 0 || `group ${what} needs somebody's name`)
        .check(({ what, people }) => what !== 'show' || people.length === 0 || 'group show takes one group and nobody')
        .example('$0 group add "CRM Users" 00123', 'Put somebody into a group'),
    ({ what, group: name, people, in: only = null, all, dryRun, yes, out = null }) =>
      ask(
        what === 'show'
          ? { do: 'group.show', group: name, only, all }
          : { do: 'group.change', verb: what, group: name, people, only, dryRun, yes, out },
      ),
  )

/** `joinery licence list` */
export const licence: AddCommand = (parser, ask) =>
  parser.command(
    'licence <what>',
    'List the licences of the tenant with their seats',
    (own) => own.positional('what', { choices: ['list'] as const, demandOption: true }),
    () => ask({ do: 'licence.list' }),
  )
