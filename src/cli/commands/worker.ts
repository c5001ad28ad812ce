import { readDuration } from '../read-duration.ts'
import type { AddCommand } from './add-command.ts'

/** `joinery worker` */
export const worker: AddCommand = (parser, ask) =>
  parser.command(
    'worker',
    'Do what is due, together with any number of workers on other machines; needs a state in PostgreSQL',
    (own) =>
      own
        .option('people', { type: 'number', default: 4, requiresArg: true, describe: 'People worked on side by side' })
        .option('every', {
          type: 'string',
          requiresArg: true,
          default: '15s',
          describe: 'How often it is looked whether something has become due',
        }),
    ({ people, every }) => ask({ do: 'worker', sideBySide: people, everyMs: readDuration(every, '--every') }),
  )
