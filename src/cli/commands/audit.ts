import { exportFormats } from '../../model/audit.ts'
import type { AddCommand } from './add-command.ts'

/** `joinery audit verify [FILE]`, `joinery audit head`, `joinery audit export` */
export const audit: AddCommand = (parser, ask) =>
  parser.command('audit', 'The hash-chained journal: verify it, sign its head, export it', (own) =>
    own
      .command(
        'verify [file]',
        'Find any record that was altered, deleted, doubled, swapped or forged',
        (verify) =>
          verify
            .positional('file', { type: 'string', describe: 'An export or a copy of the journal; else the journal' })
            .option('head', {
              type: 'string',
              requiresArg: true,
              describe: 'A head kept elsewhere: also finds records cut off at the end, and a journal written anew',
            })
            .option('key', {
              type: 'string',
              requiresArg: true,
              describe: 'The public key that head has to be signed with',
            })
            .implies('key', 'head'),
        ({ file, head, key }) => ask({ do: 'audit.verify', file: file ?? null, head: head ?? null, key: key ?? null }),
      )
      .command(
        'head',
        'Print the signed head of the journal, to be kept elsewhere',
        (head) => head,
        () => ask({ do: 'audit.head' }),
      )
      .command(
        'export',
        'Write the journal with its signed head as JSON Lines or CSV',
        (what) =>
          what
            .option('format', { choices: exportFormats, default: 'jsonl' as const })
            .option('out', { type: 'string', requiresArg: true, describe: 'A new file; else standard output' }),
        ({ format, out }) => ask({ do: 'audit.export', format, out: out ?? null }),
      )
      .demandCommand(1, 'audit needs verify, head or export'),
  )
