import type { AddCommand } from './add-command.ts'

/** `joinery feed preview FILE|URL` */
export const feed: AddCommand = (parser, ask) =>
  parser.command('feed', 'What an HR system sends: try it out', (own) =>
    own
      .command(
        'preview <source>',
        'Show how a feed is understood: what maps to what, sample rows, what is refused and why; changes nothing',
        (preview) =>
          preview
            .positional('source', {
              type: 'string',
              demandOption: true,
              describe: 'A file (CSV, JSON, YAML, XLSX, SCIM), an https address, or - for standard input',
            })
            .option('feed', { type: 'string', requiresArg: true, describe: 'Settings of the feed (feed.yaml)' })
            .option('out', {
              type: 'string',
              requiresArg: true,
              describe: 'Write the refused rows to this new CSV file',
            })
            .example('$0 feed preview hr.csv --feed feed.yaml', 'Try settings out'),
        ({ source, feed: settings = null, out = null }) => ask({ do: 'feed.preview', feed: source, settings, out }),
      )
      .demandCommand(1, 'feed needs preview'),
  )
