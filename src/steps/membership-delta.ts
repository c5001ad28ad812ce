import type { Fault } from '../model/fault.ts'
import { findEach } from './collect-faults.ts'
import type { MembershipInput } from './membership-input.ts'

/** A group as both directories have it. */
interface Group {
  readonly id: string
}

/** A group that was found, and what it was called where it was asked for: its name, or its id or DN. */
export type Asked<G extends Group> = G & { readonly askedAs: string }

/** A group that is left; `byHand` where nobody has named it. */
export type Leaving<G extends Group> = G & { readonly askedAs?: string; readonly byHand?: true }

/** How groups are found and what they are called. */
export interface GroupNames<G extends Group> {
  find(name: string): Promise<G>
  /** What a pattern may be about. */
  namesOf(group: G): readonly string[]
  /** What else stands for this group alone, such as its id. */
  idsOf(group: G): readonly string[]
}

/** The groups of an input, found. `only` is null where it was not given. */
export interface WantedMemberships<G extends Group> {
  readonly add: readonly Asked<G>[]
  readonly remove: readonly Asked<G>[]
  readonly only: readonly Asked<G>[] | null
  readonly keeps: (group: G) => boolean
  /**
   * What stands under keep and is about none of these groups. It need not be wrong, for a list may be meant for several directories; but a name
   * that is misspelt keeps nothing.
   */
  readonly keptNowhere: (current: readonly G[]) => readonly string[]
  readonly extras: 'keep' | 'remove' | undefined
}

/** Looks every group of an input up. Those that `find` refuses are left out, and the reason is in `faults`. */
export const findMemberships = async <G extends Group>(
  input: MembershipInput,
  faults: Fault[],
  { find, namesOf, idsOf }: GroupNames<G>,
): Promise<WantedMemberships<G>> => {
  const all = (given: readonly string[] = []): Promise<readonly Asked<G>[]> =>
    findEach(faults, given, async (name) => ({ ...(await find(name)), askedAs: name }))
  const { keep = [], extras } = input
  const isKeptBy = (entry: string, group: G): boolean =>
    isPattern(entry)
      ? namesOf(group).some(fits(entry))
      : [...namesOf(group), ...idsOf(group)].some((name) => name.toLowerCase() === entry.toLowerCase())
  return {
    add: await all(input.add),
    remove: await all(input.remove),
    only: input.only ? await all(input.only) : null,
    keeps: (group) => keep.some((entry) => isKeptBy(entry, group)),
    keptNowhere: (current) => keep.filter((entry) => !current.some((group) => isKeptBy(entry, group))),
    extras,
  }
}

/** What a plan says of entries under keep that keep nothing. */
export const keepNotes = (system: string, entries: readonly string[]): readonly string[] =>
  entries.length === 0 ? [] : [`keep: the account is in no group of ${system} called ${entries.join(', ')}`]

const isPattern = (name: string): boolean => name.includes('*')

/** `*` stands for any text; letter case does not count, as in both directories. No regular expression, which a pattern could make slow. */
const fits =
  (pattern: string) =>
  (name: string): boolean => {
    const [first = '', ...rest] = pattern.toLowerCase().split('*')
    const text = name.toLowerCase()
    const last = rest.pop() ?? ''
    if (!text.startsWith(first)) return false
    let at = first.length
    for (const part of rest) {
      const found = text.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return text.length - last.length >= at && text.endsWith(last)
  }

/** What has to happen to the memberships. */
export interface MembershipDelta<G extends Group> {
  readonly add: readonly Asked<G>[]
  readonly remove: readonly Leaving<G>[]
  /** Neither asked for nor taken, where the input wants to know. */
  readonly extras: readonly G[]
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
  const stays = new Set(toBeIn.map(({ id }) => id))
  const named = unique(wanted.remove).filter((group) => !stays.has(group.id) && !wanted.keeps(group))
  const others = current.filter(({ id }) => !stays.has(id) && !wanted.remove.some((group) => group.id === id))
  const byHand = others.filter((group) => !wanted.keeps(group))
  const add = toBeIn.filter(({ id }) => !isIn.has(id))
  const leaving = named.filter(({ id }) => isIn.has(id))
  const holds = toBeIn.length - add.length + named.length - leaving.length
  if (wanted.only) return { add, remove: byHand, extras: [], holds }
  if (wanted.extras === 'remove')
    return {
      add,
      remove: [...leaving, ...byHand.map((group) => ({ ...group, byHand: true as const }))],
      extras: [],
      holds,
    }
  return { add, remove: leaving, extras: wanted.extras === 'keep' ? others : [], holds }
}

const unique = <G extends Group>(groups: readonly G[]): readonly G[] => [
  ...new Map(groups.map((group) => [group.id, group])).values(),
]
