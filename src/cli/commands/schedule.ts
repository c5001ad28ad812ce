import { Fault } from '../../model/fault.ts'
import { readDuration } from '../read-duration.ts'
import type { AddCommand } from './add-command.ts'
import { settingsOf } from './playbook-options.ts'

const every = {
  type: 'string',
  requiresArg: true,
  describe: 'How often, such as 5m; two passes that do not come are an alarm',
} as const

const id = { type: 'string', demandOption: true, describe: 'Id of the work, or its beginning' } as const

const SHORTEST_MS = 1000

const rhythm = (text: string): number => {
  const ms = readDuration(text, '--every')
  if (ms >= SHORTEST_MS) return ms
  throw new Fault('cli/usage', { problem: `--every takes a second at least, not "${text}"` })
}

/** `joinery schedule list|add|remove|hold|release|move|run|work|install` */
export const schedule: AddCommand = (parser, ask) =>
  parser.command('schedule', 'What is to be done for whom, when and why; and what makes it happen', (own) =>
    own
      .command(
        ['list', '$0'],
        'Show what is scheduled',
        (list) => list.option('all', { type: 'boolean', default: false, describe: 'Also what is done or was removed' }),
        ({ all }) => ask({ do: 'schedule.list', all }),
      )
      .command(
        'add <playbook> <inputs..>',
        'Schedule a playbook for people; whoever is scheduled for it already is moved',
        (add) =>
          add
            .positional('playbook', { type: 'string', demandOption: true, describe: 'Name of a playbook, or its path' })
            .positional('inputs', {
              type: 'string',
              array: true,
              demandOption: true,
              describe: 'People, as behind any playbook',
            })
            .option('at', {
              type: 'string',
              requiresArg: true,
              describe: 'A day or a moment with offset; else when the playbook says that it is due',
            })
            .option('set', {
              type: 'string',
              requiresArg: true,
              describe: 'NAME=VALUE: a field of the people, or an input of the playbook; may be repeated',
            })
            .example('$0 schedule add offboard 00123 --set lastDay=2026-12-31', 'At the end of the last day'),
        ({ playbook, inputs, at, set }) =>
          ask({ do: 'schedule.add', playbook, inputs, settings: settingsOf(set), at: at ?? null }),
      )
      .command(
        'remove <id>',
        'Take work off the schedule; it stays on record',
        (remove) =>
          remove.positional('id', id).option('why', { type: 'string', requiresArg: true, describe: 'For the record' }),
        ({ id: work, why }) => ask({ do: 'schedule.change', work, change: 'cancel', why: why ?? null }),
      )
      .command(
        'hold <id>',
        'Keep work from being done until it is released',
        (hold) =>
          hold.positional('id', id).option('why', { type: 'string', requiresArg: true, describe: 'For the record' }),
        ({ id: work, why }) => ask({ do: 'schedule.change', work, change: 'hold', why: why ?? null }),
      )
      .command(
        'release <id>',
        'Let held or failed work go on',
        (release) => release.positional('id', id),
        ({ id: work }) => ask({ do: 'schedule.change', work, change: 'release', why: null }),
      )
      .command(
        'move <id>',
        'Give work another time; what was planned for it is planned anew',
        (move) =>
          move.positional('id', id).option('to', {
            type: 'string',
            requiresArg: true,
            demandOption: true,
            describe: 'A day or a moment with offset',
          }),
        ({ id: work, to }) => ask({ do: 'schedule.move', work, to }),
      )
      .command(
        'run <id>',
        'Do work now: plan, show, ask, apply and verify',
        (run) =>
          run.positional('id', id).option('yes', { type: 'boolean', default: false, describe: 'Without asking' }),
        ({ id: work, yes }) => ask({ do: 'schedule.run', work, yes }),
      )
      .command(
        'work',
        'Go through everything that is due, again and again until stopped',
        (work) =>
          work
            .option('once', { type: 'boolean', default: false, describe: 'One pass, for cron or the Task Scheduler' })
            .option('every', { ...every, default: '1m' }),
        ({ once, every: text }) => ask({ do: 'schedule.work', once, everyMs: rhythm(text) }),
      )
      .command(
        'install',
        'Print and explain what makes this machine run the schedule',
        (install) =>
          install
            .option('as', { choices: ['systemd', 'cron', 'task-scheduler'] as const, demandOption: true })
            .option('serve', {
              type: 'boolean',
              default: false,
              describe: 'joinery serve as a service (systemd), instead of one pass after the other',
            })
            .option('every', { ...every, default: '5m' })
            .option('out', { type: 'string', requiresArg: true, describe: 'Also write the files into this folder' }),
        ({ as, serve, every: text, out }) =>
          ask({ do: 'schedule.install', as, serve, everyMs: rhythm(text), out: out ?? null }),
      ),
  )
