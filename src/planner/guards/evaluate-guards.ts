import { firstValue } from '../../model/ad-entry.ts'
import { accounts, allOf } from '../../model/ad-query.ts'
import type { GuardVerdict, PlannedChange, PlanPerson } from '../../model/plan.ts'
import { defaultPolicy, type Policy } from '../../model/policy.ts'
import type { Readers } from '../../ports/systems.ts'
import { approvalGuard, type RolesOfPerson } from './approval-guard.ts'
import type { GuardedPlan } from './guard.ts'
import { limitGuard, needsCount } from './limit-guard.ts'
import { lossesOf } from './losses.ts'
import { privilegeGuard } from './privilege-guard.ts'
import { protectedGuard } from './protected-guard.ts'
import { readFacts, type Self } from './read-facts.ts'

/** What the organisation has set up for the guards, and what they have to ask elsewhere. */
export interface GuardSettings {
  readonly policy: Policy
  readonly self: Self
  /** employeeIds of the people from whom runs have taken something since this time (milliseconds since 1970). */
  readonly lostSince: (time: number) => Promise<readonly string[]>
}

/** Settings where nobody has said anything: the safe defaults. */
export const defaultGuards: GuardSettings = {
  policy: defaultPolicy,
  self: { ad: null, entra: null },
  lostSince: async () => [],
}

/** Readers that the plan's basis records, and others for what changes every day without meaning anything to the plan. */
export interface GuardReaders {
  readonly recorded: Readers
  readonly live: Readers
}

interface Guarded {
  /** The people of the plan, with what each of them loses. */
  readonly people: readonly PlanPerson[]
  readonly guards: readonly GuardVerdict[]
}

/**
 * What every guard says of a plan. `roles` is known while a plan is made; a plan that was saved keeps what the guard of approval said then.
 */
export const evaluateGuards = async (
  draft: Omit<GuardedPlan, 'people'> & { readonly people: readonly PlanPerson[] },
  { recorded, live }: GuardReaders,
  key: { readonly ad: string },
  settings: GuardSettings = defaultGuards,
  roles: readonly RolesOfPerson[] = [],
): Promise<Guarded> => {
  const { policy } = settings
  const facts = await readFacts(draft.changes, recorded, { key, self: settings.self })
  const people = withLosses(draft.people, draft.changes, facts)
  const plan = { ...draft, people }
  const view = { plan, policy, facts }
  return {
    people,
    guards: [
      await limitVerdict(plan, live, key, settings),
      protectedGuard(view),
      privilegeGuard(view),
      approvalGuard(plan, roles, policy),
    ],
  }
}

const withLosses = (
  people: readonly PlanPerson[],
  changes: readonly PlannedChange[],
  facts: Parameters<typeof lossesOf>[1],
): readonly PlanPerson[] => {
  const losses = lossesOf(changes, facts)
  return people.map(({ loses: _loses, ...person }) => {
    const own = losses.get(person.key)
    return own ? { ...person, loses: own } : person
  })
}

const limitVerdict = async (
  plan: GuardedPlan,
  live: Readers,
  key: { readonly ad: string },
  { policy, lostSince }: GuardSettings,
): Promise<GuardVerdict> => {
  const { limits } = policy
  const losing = plan.people.filter(({ loses }) => loses).map((person) => person.key)
  const lostBefore = losing.length === 0 ? [] : await lostSince(live.clock.now() - limits.windowMs)
  const managed = needsCount({ losing, lostBefore }, limits) ? await countManaged(live, key.ad) : null
  return limitGuard({ losing, lostBefore, managed }, limits)
}

/** How many people have an account with a key, in whichever directory. */
const countManaged = async ({ ad, entra }: Readers, attribute: string): Promise<number> => {
  const filter = allOf([accounts, { op: 'present', attribute }])
  const entries = (await ad?.search({ scope: 'sub', filter, attributes: [attribute] })) ?? []
  const keys = [...entries.map((entry) => firstValue(entry, attribute) ?? ''), ...((await entra?.employeeIds()) ?? [])]
  return new Set(keys.map((each) => each.toLowerCase())).size
}
