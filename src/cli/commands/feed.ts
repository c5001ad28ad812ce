import type { AddCommand } from './add-command.ts'

const SOURCE = 'A file (CSV, JSON, YAML, XLSX, SCIM), an https address, or - for standard input'

/** `joinery feed preview|sync|release` */
export const feed: AddCommand = (parser, ask) =>
  parser.command('feed', 'What an HR system sends: try it out, schedule what follows', (own) =>
    own
      .command(
        'preview <source>',
        'Show how a feed is understood: what maps to what, sample rows, what is refused and why; changes nothing',
        (preview) =>
          preview
            .positional('source', { type: 'string', demandOption: true, describe: `${SOURCE}; or a name of feeds:` })
            .option('feed', { type: 'string', requiresArg: true, describe: 'Settings of the feed (feed.yaml)' })
            .option('last', { type: 'string', requiresArg: true, describe: 'A feed that counts as the last good one' })
            .option('out', {
              type: 'string',
              requiresArg: true,
              describe: 'Write the refused rows to this new CSV file',
            })
            .example('$0 feed preview hr.csv --feed feed.yaml', 'Try settings out'),
        ({ source, feed: settings = null, last = null, out = null }) =>
          ask({ do: 'feed.preview', feed: source, settings, last, out }),
      )
      .command(
        'sync [feeds..]',
        'Compare a feed with the last good one and the directories, and schedule joiners, movers and leavers',
        (sync) =>
          sync
            .positional('feeds', {
              type: 'string',
              array: true,
              describe: `Names of feeds: in joinery.yaml, all where none is given. ${SOURCE}`,
            })
            .option('feed', { type: 'string', requiresArg: true, describe: 'Settings of a file (feed.yaml)' })
            .option('as', { type: 'string', requiresArg: true, describe: 'Name of the feed that a file belongs to' })
            .option('last', {
              type: 'string',
              requiresArg: true,
              describe: 'A feed that counts as the last good one; nothing is kept then',
            })
            .option('dry-run', { type: 'boolean', default: false, describe: 'Show what would be scheduled' })
            .option('accept', {
              type: 'boolean',
              default: false,
              describe: 'Take a feed that was refused as a whole, after somebody has looked at it',
            })
            .example('$0 feed sync', 'All feeds of joinery.yaml')
            .example('$0 feed sync hr --dry-run', 'What it would schedule'),
        ({ feeds = [], feed: settings = null, as = null, last = null, dryRun, accept }) =>
          ask({ do: 'feed.sync', feeds, settings, as, last, dryRun, accept }),
      )
      .command(
        'release <source> <person>',
        'Let the row of a person count who is like somebody else, or belongs to another feed',
        (release) =>
          release
            .positional('source', { type: 'string', demandOption: true, describe: 'Name of the feed' })
            .positional('person', { type: 'string', demandOption: true, describe: 'employeeId' })
            .example('$0 feed release hr 009071', 'They are two people; the next sync goes on'),
        ({ source, person }) => ask({ do: 'feed.release', source, person }),
      )
      .demandCommand(1, 'feed needs preview, sync or release'),
  )
