import { Fault } from '../../model/fault.ts'
import type { AddCommand } from './add-command.ts'

const HIGHEST_PORT = 65_535

/** `joinery practice start|reset|show` */
export const practice: AddCommand = (parser, ask) =>
  parser.command(
    'practice <what>',
    'The practice tenant as servers of its own',
    (own) =>
      own
        .positional('what', {
          choices: ['start', 'reset', 'show'] as const,
          demandOption: true,
          describe: 'start: serve until stopped; reset: a fresh company; show: who is in it',
        })
        .option('ldap-port', { type: 'string', requiresArg: true, default: '0', describe: 'Port for LDAPS; 0 for any' })
        .option('graph-port', {
          type: 'string',
          requiresArg: true,
          default: '0',
          describe: 'Port for Graph over http; 0 for any',
        })
        .option('graph-tls-port', {
          type: 'string',
          requiresArg: true,
          default: '0',
          describe: 'Port for Graph over https; 0 for any',
        })
        .option('people', { type: 'string', requiresArg: true, default: '200', describe: 'Size of a fresh company' })
        .option('roles', {
          type: 'string',
          requiresArg: true,
          describe: 'Application roles of the token, separated by commas',
        })
        .option('public-url', {
          type: 'string',
          requiresArg: true,
          describe: 'What links in answers of Graph begin with; {host} is where a client asks',
        })
        .option('faults', {
          type: 'string',
          requiresArg: true,
          describe:
            'What goes wrong on purpose: a name such as throttling or lossy (src/practice/faults/README.md), or a file',
        })
        .option('state', { type: 'string', requiresArg: true, describe: 'Folder of the company' }),
    (given) => {
      const state = given.state ?? null
      if (given.what !== 'start') return ask({ do: given.what === 'reset' ? 'practice.reset' : 'practice.show', state })
      ask({
        do: 'practice.start',
        ldapPort: wholeNumber('--ldap-port', given.ldapPort, HIGHEST_PORT),
        graphPort: wholeNumber('--graph-port', given.graphPort, HIGHEST_PORT),
        graphTlsPort: wholeNumber('--graph-tls-port', given.graphTlsPort, HIGHEST_PORT),
        people: wholeNumber('--people', given.people, 100_000),
        roles: given.roles?.split(',').map((role) => role.trim()) ?? null,
        publicUrl: given.publicUrl ?? null,
        faults: given.faults ?? null,
        state,
      })
    },
  )

const wholeNumber = (option: string, text: string, highest: number): number => {
  const number = Number(text)
  if (!/^\d{1,6}$/.test(text) || number > highest)
    throw new Fault('cli/usage', { problem: `${option} takes a whole number from 0 to ${highest}, not "${text}"` })
  return number
}
