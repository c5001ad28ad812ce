import type { AddCommand } from './add-command.ts'

/** `joinery approve plan.json` */
export const approve: AddCommand = (parser, ask) =>
  parser.command(
    'approve <plan>',
    'Approve a saved plan, as the present user',
    (own) => own.positional('plan', { type: 'string', demandOption: true, describe: 'The file that --out wrote' }),
    ({ plan }) => ask({ do: 'approve', plan }),
  )
