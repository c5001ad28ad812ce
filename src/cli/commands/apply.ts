import type { AddCommand } from './add-command.ts'

/** `joinery apply plan.json` */
export const apply: AddCommand = (parser, ask) =>
  parser.command(
    'apply <plan>',
    'Apply exactly a saved plan, or refuse',
    (own) => own.positional('plan', { type: 'string', demandOption: true, describe: 'The file that --out wrote' }),
    ({ plan }) => ask({ do: 'apply', plan }),
  )
