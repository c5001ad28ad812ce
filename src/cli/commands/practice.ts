import { Fault } from '../../model/fault.ts'
import type { AddCommand } from './add-command.ts'

const HIGHEST_PORT = 65_535

/** `joinery practice start|reset|show|advance` */
export const practice: AddCommand = (parser, ask) =>
  parser.command(
    'practice <what> [time]',
    'The practice tenant as servers of its own',
    (own) =>
      own
        .positional('what', {
          choices: ['start', 'reset', 'show', 'advance'] as const,
          demandOption: true,
          describe: 'start: serve until stopped; reset: a fresh company; show: who is in it; advance: move its time on',
        })
        .positional('time', { type: 'string', describe: 'How far to move the time on: 30m, 2h, 7d' })
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
      if (given.what === 'advance') return ask({ do: 'practice.advance', state, ms: duration(given.time) })
      if (given.time !== undefined)
        throw new Fault('cli/usage', { problem: `practice ${given.what} takes no time; advance does` })
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

const UNIT_MS: { readonly [unit: string]: number } = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

const duration = (text: string | undefined): number => {
  const [, amount, unit = ''] = /^(\d{1,4})([smhd])$/.exec(text ?? '') ?? []
  const ms = Number(amount) * (UNIT_MS[unit] ?? 0)
  if (!(ms > 0))
    throw new Fault('cli/usage', {
      problem: `practice advance takes a time such as 30m, 2h or 7d, not "${text ?? ''}"`,
    })
  return ms
}
