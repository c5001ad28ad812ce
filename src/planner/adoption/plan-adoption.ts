import type { Change } from '../../changes/change.ts'
import { kindOf } from '../../changes/change.ts'
import { undoOf } from '../../changes/undo-of.ts'
import { firstValue } from '../../model/ad-entry.ts'
import { accounts, allOf, equals } from '../../model/ad-query.ts'
import { type Checked, Fault } from '../../model/fault.ts'
import type { Mode } from '../../model/glossary.ts'
import { hashOf } from '../../model/hash.ts'
import { immutableIdOf } from '../../model/immutable-id.ts'
import type { JsonObject } from '../../model/json.ts'
import { refTo } from '../../model/object-ref.ts'
import type { Plan, PlannedChange, PlanPerson } from '../../model/plan.ts'
import type { SourcePosition } from '../../model/source-position.ts'
import type { EntraReader } from '../../ports/entra.ts'
import type { Readers } from '../../ports/systems.ts'
import { assemblePlan } from '../assemble-plan.ts'
import { recordBasis } from '../basis.ts'
import { cachedReaders, observedReaders } from '../cached-readers.ts'
import { changeId } from '../change-id.ts'
import { checkCanary } from '../check-canary.ts'
import { directoryOf } from '../directory-of.ts'
import { defaultGuards, evaluateGuards, type GuardSettings } from '../guards/evaluate-guards.ts'
import { protectedPeople } from '../guards/protected-guard.ts'
import { readFacts } from '../guards/read-facts.ts'
import { mergeFaults } from '../merge-faults.ts'
import { openProjection, type Projection } from '../projection/projection.ts'

/** An account that somebody has found to be a person's. */
export interface Adoption {
  readonly person: { readonly employeeId: string; readonly name: string }
  readonly account: { readonly system: 'ad' | 'entra'; readonly id: string; readonly name: string }
  /** Where that was decided. */
  readonly where: SourcePosition
}

export interface AdoptionRequest {
  readonly adoptions: readonly Adoption[]
  readonly readers: Readers
  readonly key: { readonly ad: string; readonly entra: string }
  readonly mode: Mode
  readonly actor: string
  readonly guards?: GuardSettings
}

const STEP = 'adopt'

/**
 * A plan that writes the keys of people into accounts that have none. An account that has another key, and a key that another account has, are
 * refused with their places; what holds already is counted. Every account is read by its id, wherever it is by now.
 */
export const planAdoption = async (request: AdoptionRequest): Promise<Checked<Plan>> => {
  const { adoptions, readers, key, mode, actor } = request
  const cached = cachedReaders(readers)
  await checkCanary(cached)
  await Promise.allSettled(adoptions.map((one) => adopt(request, one, openProjection(cached))))
  const basis = recordBasis()
  const recorded = observedReaders(cached, basis.observe)
  const projection = openProjection(recorded)
  const settled = []
  for (const one of adoptions) settled.push({ one, ...(await adopt(request, one, projection)) })
  const faults = settled.flatMap(({ fault }) => fault ?? [])
  if (faults.length > 0) return { ok: false, faults: mergeFaults(faults) }
  const changes = settled.flatMap(({ change }) => change ?? [])
  const playbook = playbookOf(key)
  const draft = { playbook, changes, people: peopleOf(settled) }
  const guarded = await evaluateGuards(draft, { recorded, live: cached }, key, request.guards)
  const directory = await directoryOf(cached)
  const now = readers.clock.now()
  return {
    ok: true,
    value: assemblePlan({ playbook, mode, directory, actor, changes, ...guarded, supersedes: [], basis, now }),
  }
}

/** Why people of these adoptions are protected, by employeeId: a plan with any of them in it would be refused. */
export const protectedAdoptions = async (request: AdoptionRequest): Promise<ReadonlyMap<string, string>> => {
  const { adoptions, readers, key, guards = defaultGuards } = request
  const cached = cachedReaders(readers)
  const all = await Promise.all(adoptions.map((one) => adopt(request, one, openProjection(cached))))
  const changes = all.flatMap(({ change }) => change ?? [])
  const facts = await readFacts(changes, cached, { key, self: guards.self })
  return protectedPeople({ plan: { playbook: playbookOf(key), changes, people: [] }, policy: guards.policy, facts })
}

const playbookOf = (key: AdoptionRequest['key']): Plan['playbook'] => ({
  name: STEP,
  title: 'Write keys into existing accounts',
  hash: hashOf([STEP, key.ad, key.entra]),
})

/** What one adoption comes to: a change, a fault, or neither where the account has the key. */
interface Adopted {
  readonly change?: PlannedChange
  readonly fault?: Fault
}

const adopt = async (request: AdoptionRequest, one: Adoption, projection: Projection): Promise<Adopted> => {
  const found = one.account.system === 'ad' ? await inAd(request, one, projection) : await inEntra(one, projection)
  if (found instanceof Fault) return { fault: found.at(one.where) }
  if (found === null) return {}
  const planned = plannedChange(found, one)
  await projection.make(found, planned.id)
  return { change: planned }
}

const inAd = async (
  { key }: AdoptionRequest,
  one: Adoption,
  { readers: { ad, entra } }: Projection,
): Promise<Change | Fault | null> => {
  const { account, person } = one
  const entry = (await ad?.byId(account.id, [key.ad])) ?? null
  if (!ad || !entry) return new Fault('adopt/account-gone', { account: account.name, person: person.name })
  const present = firstValue(entry, key.ad)
  if (present !== undefined) return present === person.employeeId ? null : hasKey(one, key.ad, present)
  const filter = allOf([accounts, equals(key.ad, person.employeeId)])
  const [other] = await ad.search({ scope: 'sub', filter, attributes: [key.ad] })
  if (other) return taken(one, key.ad, other.dn)
  const beside = entra && (await besidePair(entra, entry.id, person.employeeId))
  if (beside) return taken(one, 'employeeId', beside)
  const changes = { [key.ad]: { before: [], after: [person.employeeId] } }
  return { kind: 'ad.entry.modify', type: 'account', target: refTo(entry, entry.dn), changes }
}

/** A cloud account with the key, where synchronisation would give the key to another one. */
const besidePair = async (entra: EntraReader, objectGuid: string, employeeId: string): Promise<string | null> => {
  const [half] = await entra.usersBy('onPremisesImmutableId', immutableIdOf(objectGuid))
  if (!half) return null
  const others = await entra.usersBy('employeeId', employeeId)
  return others.find(({ id }) => id !== half.id)?.userPrincipalName ?? null
}

const inEntra = async (one: Adoption, { readers: { entra } }: Projection): Promise<Change | Fault | null> => {
  const { account, person } = one
  const user = (await entra?.user(account.id)) ?? null
  if (!entra || !user) return new Fault('adopt/account-gone', { account: account.name, person: person.name })
  const present = user.properties['employeeId']
  if (typeof present === 'string' && present !== '')
    return present === person.employeeId ? null : hasKey(one, 'employeeId', present)
  if (user.properties['onPremisesSyncEnabled'] === true)
    return new Fault('plan/mastered-in-ad', { account: user.userPrincipalName, properties: 'employeeId' })
  const [other] = await entra.usersBy('employeeId', person.employeeId)
  // The other half of the same person may have come with it from Active Directory.
  if (other && other.properties['onPremisesSyncEnabled'] !== true)
    return taken(one, 'employeeId', other.userPrincipalName)
  const changes = { employeeId: { before: null, after: person.employeeId } }
  return { kind: 'entra.user.modify', target: refTo(user, user.userPrincipalName), changes }
}

const hasKey = ({ account, person }: Adoption, attribute: string, key: string): Fault =>
  new Fault('adopt/has-key', { account: account.name, person: person.name, own: person.employeeId, attribute, key })

const taken = ({ account, person }: Adoption, attribute: string, other: string): Fault =>
  new Fault('adopt/key-taken', { account: account.name, person: person.name, key: person.employeeId, attribute, other })

const plannedChange = (change: Change, { person }: Adoption): PlannedChange => {
  const kind = kindOf(change)
  const { target, summary, before, after, count } = kind.describe(change)
  return {
    id: changeId({ person: person.employeeId, step: STEP, kind: change.kind, about: target.id ?? '' }),
    person: person.employeeId,
    step: STEP,
    kind: change.kind,
    action: count,
    system: kind.system,
    target,
    summary,
    before,
    after,
    needs: [],
    hazards: kind.hazards(change),
    undo: undoOf(change),
    ifFails: 'continue',
    change: change as unknown as JsonObject,
  }
}

/** One person may have an account in each directory. */
const peopleOf = (settled: readonly ({ readonly one: Adoption } & Adopted)[]): readonly PlanPerson[] => {
  const people = new Map<string, PlanPerson>()
  for (const { one, change } of settled) {
    const { employeeId: key, name } = one.person
    const known = people.get(key) ?? { key, name, changes: [], holds: 0, skipped: [], notes: [] }
    const changes = [...known.changes, ...(change ? [change.id] : [])]
    people.set(key, { ...known, changes, holds: known.holds + (change ? 0 : 1) })
  }
  return [...people.values()]
}
