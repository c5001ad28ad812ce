import { z } from 'zod'

const names = z.array(z.string().min(1))

/** Which groups somebody shall be in. Names that stand in `add` or `only` twice count once. */
export const membershipInput = z
  .strictObject({
    add: names.optional().describe('Groups to be in, besides those the account is in already.'),
    remove: names.optional().describe('Groups not to be in.'),
    only: names
      .optional()
      .describe('Groups to be in, and no others but those under keep. An empty list takes every group away.'),
    keep: names.optional().describe('Groups that `only` leaves as they are.'),
  })
  .refine((input) => input.add ?? input.remove ?? input.only, {
    message: 'says nothing to do: give add, remove or only',
  })
  .refine((input) => !(input.only && (input.add || input.remove)), {
    message: 'only says it all: give either only, or add and remove',
  })
  .refine((input) => !input.keep || input.only, { message: 'keep goes with only' })

export type MembershipInput = z.output<typeof membershipInput>

/** A group as both directories have it. */
interface Group {
  readonly id: string
}

/** What has to happen to the memberships. */
export interface MembershipDelta<G extends Group> {
  readonly add: readonly G[]
  readonly remove: readonly G[]
  readonly holds: number
}

/** Compares the groups somebody is in with those asked for. Groups are told apart by id, never by name. */
export const membershipDelta = <G extends Group>(
  current: readonly G[],
  wanted: {
    readonly add: readonly G[]
    readonly remove: readonly G[]
    readonly only: readonly G[] | null
    readonly keep: readonly G[]
  },
): MembershipDelta<G> => {
  const isIn = new Set(current.map(({ id }) => id))
  const toBeIn = unique(wanted.only ?? wanted.add)
  const keep = new Set([...wanted.keep, ...toBeIn].map(({ id }) => id))
  const toLeave = wanted.only ? current.filter(({ id }) => !keep.has(id)) : unique(wanted.remove)
  const add = toBeIn.filter(({ id }) => !isIn.has(id))
  const remove = toLeave.filter(({ id }) => isIn.has(id))
  return { add, remove, holds: toBeIn.length - add.length + toLeave.length - remove.length }
}

const unique = <G extends Group>(groups: readonly G[]): readonly G[] => [
  ...new Map(groups.map((group) => [group.id, group])).values(),
]
