import type { AddCommand } from './add-command.ts'

/** `joinery runs [list|show ID]`, `joinery resume ID`, `joinery retry ID` */
export const runs: AddCommand = (parser, ask) =>
  parser
    .command(
      'runs [what] [id]',
      'List runs, or show one',
      (own) =>
        own
          .positional('what', { choices: ['list', 'show'] as const, default: 'list' })
          .positional('id', { type: 'string', describe: 'Id of a run' })
          .check(({ what, id }) => what === 'list' || id !== undefined || 'runs show needs the id of a run'),
      ({ what, id }) => ask(what === 'show' && id !== undefined ? { do: 'runs.show', run: id } : { do: 'runs.list' }),
    )
    .command(
      'resume [id]',
      'Go on with a run after a crash or a park',
      (own) =>
        own
          .positional('id', { type: 'string', describe: 'Id of a run' })
          .option('due', {
            type: 'boolean',
            default: false,
            describe: 'Every parked run whose time has come, for cron or the Task Scheduler',
          })
          .check(({ id, due }) => (id !== undefined) !== due || 'resume takes the id of a run, or --due'),
      ({ id }) => ask(id === undefined ? { do: 'resume.due' } : { do: 'resume', run: id }),
    )
    .command(
      'retry <id>',
      'Try the failed changes of a run again',
      (own) => own.positional('id', { type: 'string', demandOption: true, describe: 'Id of a run' }),
      ({ id }) => ask({ do: 'retry', run: id }),
    )
