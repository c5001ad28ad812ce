import { z } from 'zod'
import type { Fault } from '../model/fault.ts'
import { findEach } from './collect-faults.ts'

const names = z.array(z.string().min(1))

/** Which groups somebody shall be in. Names that stand in `add` or `only` twice count once. */
export const membershipInput = z
  .strictObject({
    add: names.optional().describe('Groups to be in, besides those the account is in already.'),
    remove: names.optional().describe('Groups not to be in, unless they stand under add as well.'),
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

/** A group that was found, and what it was called where it was asked for: its name, or its id or DN. */
export type Asked<G extends Group> = G & { readonly askedAs: string }

/** The groups of an input, found. `only` is null where it was not given. */
export interface WantedMemberships<G extends Group> {
  readonly add: readonly Asked<G>[]
  readonly remove: readonly Asked<G>[]
  readonly only: readonly Asked<G>[] | null
  readonly keep: readonly G[]
}

/** Looks every group of an input up. Those that `find` refuses are left out, and the reason is in `faults`. */
export const findMemberships = async <G extends Group>(
  input: MembershipInput,
  faults: Fault[],
  find: (name: string) => Promise<G>,
): Promise<WantedMemberships<G>> => {
  const all = (given: readonly string[] = []): Promise<readonly Asked<G>[]> =>
    findEach(faults, given, async (name) => ({ ...(await find(name)), askedAs: name }))
  return {
    add: await all(input.add),
    remove: await all(input.remove),
    only: input.only ? await all(input.only) : null,
    keep: await all(input.keep),
  }
}

/** What has to happen to the memberships. */
export interface MembershipDelta<G extends Group> {
  readonly add: readonly Asked<G>[]
  readonly remove: readonly G[]
  readonly holds: number
}

/**
 * Compares the groups somebody is in with those asked for. Groups are told apart by id, never by name. What is to be added is not removed,
 * under whatever other name it stands there: what somebody loses by a former role may be given by the present one.
 */
export const membershipDelta = <G extends Group>(
  current: readonly G[],
  wanted: WantedMemberships<G>,
): MembershipDelta<G> => {
  const isIn = new Set(current.map(({ id }) => id))
  const toBeIn = unique(wanted.only ?? wanted.add)
  const keep = new Set([...wanted.keep, ...toBeIn].map(({ id }) => id))
  const toLeave = (wanted.only ? current : unique(wanted.remove)).filter(({ id }) => !keep.has(id))
  const add = toBeIn.filter(({ id }) => !isIn.has(id))
  const remove = toLeave.filter(({ id }) => isIn.has(id))
  return { add, remove, holds: toBeIn.length - add.length + toLeave.length - remove.length }
}

const unique = <G extends Group>(groups: readonly G[]): readonly G[] => [
  ...new Map(groups.map((group) => [group.id, group])).values(),
]
