import type { AddCommand } from './add-command.ts'
import { applyOptions } from './apply-options.ts'

/** `joinery adopt FEED`, `joinery adopt FEED --decisions FILE` */
export const adopt: AddCommand = (parser, ask) =>
  parser.command(
    'adopt <source>',
    'Start with accounts that carry no key yet: find out whose they are, decide in a file, write the keys',
    (own) =>
      applyOptions(
        own
          .positional('source', {
            type: 'string',
            demandOption: true,
            describe:
              'What HR has: the name of a feed of joinery.yaml, a file, an https address, or - for standard input',
          })
          .option('feed', { type: 'string', requiresArg: true, describe: 'Settings of the feed (feed.yaml)' })
          .option('decisions', {
            type: 'string',
            requiresArg: true,
            describe: 'Write the keys as decided in this file: plan, show, ask, apply and verify',
          }),
      )
        .option('out', {
          type: 'string',
          requiresArg: true,
          describe: 'New file to decide in (adopt.csv unless told); with --decisions: also save the plan to this file',
        })
        .example('$0 adopt hr.csv', 'Write adopt.csv with proposals and their evidence; changes nothing else')
        .example('$0 adopt hr.csv --decisions adopt.csv --dry-run', 'See what the decisions would change'),
    ({ source, feed: settings = null, decisions, dryRun, yes, out = null }) =>
      ask(
        decisions === undefined
          ? { do: 'adopt.propose', feed: source, settings, dryRun, out: out ?? 'adopt.csv' }
          : { do: 'adopt.decided', feed: source, settings, decisions, dryRun, yes, out },
      ),
  )
