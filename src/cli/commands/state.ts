import type { AddCommand } from './add-command.ts'

/** `joinery state prepare|migrate` */
export const state: AddCommand = (parser, ask) =>
  parser.command('state', 'Where Joinery keeps journal, schedule and feeds', (own) =>
    own
      .command(
        'prepare',
        'Make the schemas of a state in PostgreSQL, and print what the daily user has to be granted',
        (prepare) => prepare,
        () => ask({ do: 'state.prepare' }),
      )
      .command(
        'migrate',
        'Move the embedded state into PostgreSQL, whole; again, it is only checked',
        (migrate) =>
          migrate.option('to', {
            type: 'string',
            requiresArg: true,
            describe: 'Where the address of the database lies: env:DATABASE_URL, file:PATH; else as joinery.yaml says',
          }),
        ({ to }) => ask({ do: 'state.migrate', to: to ?? null }),
      )
      .demandCommand(1, 'state needs prepare or migrate'),
  )
