import { z } from 'zod'
import { duration } from './duration.ts'

const names = z.array(z.string().min(1))

const shape = {
  add: names.optional().describe('Groups to be in, besides those the account is in already.'),
  remove: names.optional().describe('Groups not to be in, unless they stand under add as well.'),
  only: names
    .optional()
    .describe('Groups to be in, and no others but those under keep. An empty list takes every group away.'),
  keep: names
    .optional()
    .describe(
      'Groups that stay although `only`, `remove` or `extras: remove` would take them: names, or patterns such as VPN*.',
    ),
  extras: z
    .enum(['keep', 'remove'])
    .optional()
    .describe(
      'Groups of the account that stand neither under add nor under remove, so that somebody has given them by hand: keep lists them in the plan and leaves them, remove takes them as well.',
    ),
  grace: duration
    .optional()
    .describe(
      'How long the account stays in the groups that it leaves, such as 14d. The run parks until then, with everything else done. Whole days end at midnight, UTC.',
    ),
  loseMailbox: z
    .boolean()
    .optional()
    .describe(
      'A group may be left although the last licence with Exchange comes through it and the mailbox is not shared: Exchange then deletes the mailbox.',
    ),
}

interface Said {
  readonly add?: unknown
  readonly remove?: unknown
  readonly only?: unknown
  readonly keep?: unknown
  readonly extras?: 'keep' | 'remove' | undefined
}

const asksForSomething = ({ add, remove, only, extras }: Said): boolean =>
  (add ?? remove ?? only ?? extras) !== undefined
const nothing = { message: 'says nothing to do: give add, remove, only or extras' }
const isNotBoth = ({ add, remove, only, extras }: Said): boolean => !(only && (add || remove || extras))
const both = { message: 'only says it all: give either only, or add, remove and extras' }
const hasWhatToKeepFrom = ({ keep, only, remove, extras }: Said): boolean =>
  !keep || Boolean(only) || Boolean(remove) || extras === 'remove'
const keptFromNothing = { message: 'keep goes with only, remove or extras: remove' }

/** Which groups somebody shall be in. Names that stand in `add` or `only` twice count once. */
export const membershipInput = z
  .strictObject(shape)
  .refine(asksForSomething, nothing)
  .refine(isNotBoth, both)
  .refine(hasWhatToKeepFrom, keptFromNothing)

export type MembershipInput = z.output<typeof membershipInput>
