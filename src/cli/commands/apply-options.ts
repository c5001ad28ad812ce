import type { Argv } from 'yargs'

/** What every command takes that plans, shows, asks and applies. */
export const applyOptions = <T>(parser: Argv<T>) =>
  parser
    .option('dry-run', {
      type: 'boolean',
      default: false,
      describe: 'Plan and show; nothing is written, no question asked',
    })
    .option('yes', {
      type: 'boolean',
      default: false,
      describe: 'Apply without asking (needed when stdin is no terminal)',
    })
    .option('out', { type: 'string', requiresArg: true, describe: 'Also save the plan to this file' })
