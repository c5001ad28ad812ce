import { type Checked, Fault } from '../model/fault.ts'
import { shortHash } from '../model/hash.ts'
import type { Json } from '../model/json.ts'
import type { PersonRecord } from '../model/person.ts'
import type { GuardVerdict, Plan, PlanCounts, PlannedChange } from '../model/plan.ts'
import type { Readers } from '../ports/systems.ts'
import { type Basis, recordBasis } from './basis.ts'
import { cachedReaders, observedReaders } from './cached-readers.ts'
import { directoryOf } from './directory-of.ts'
import { lifetimeOf } from './expiry.ts'
import { guardVerdicts } from './guards.ts'
import { mergeFaults } from './merge-faults.ts'
import { orderPeople } from './order-people.ts'
import { type PersonPlan, planPerson } from './plan-person.ts'
import type { PlanRequest } from './plan-request.ts'
import { openProjection } from './projection/projection.ts'

/**
 * Makes one plan for all people: what has to change so that the playbook holds for each of them. Reads only. Equal directories and equal
 * input give an equal plan. With anything wrong there is no plan at all, and every fault is answered.
 */
export const makePlan = async (request: PlanRequest): Promise<Checked<Plan>> => {
  const plans: PersonPlan[] = []
  const found = (): readonly Fault[] => plans.flatMap((plan) => plan.faults)
  try {
    const people = orderPeople(request.people)
    const cached = cachedReaders(request.readers)
    await checkCanary(cached)
    await warmCache({ ...request, readers: cached }, people)
    const basis = recordBasis()
    const projection = openProjection(observedReaders(cached, basis.observe))
    for (const record of people) plans.push(await planPerson(request, record, projection))
    if (found().length > 0) return { ok: false, faults: mergeFaults(found()) }
    return { ok: true, value: { ...assemble(request, plans, basis), directory: await directoryOf(cached) } }
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    return { ok: false, faults: mergeFaults([...found(), thrown]) }
  }
}

/**
 * An account that lost its right to read gets successful, empty answers. krbtgt is in every domain and may be read by everybody, so a
 * directory that does not show it is not believed when it says that somebody is absent.
 */
const checkCanary = async ({ ad }: Readers): Promise<void> => {
  if (!ad) return
  const { base, server } = await ad.domain()
  const filter = { op: 'equals', attribute: 'sAMAccountName', value: 'krbtgt' } as const
  const found = await ad.search({ base, scope: 'sub', filter, attributes: ['sAMAccountName'] })
  if (found.length === 0) throw new Fault('plan/canary-missing', { base, server })
}

/**
 * Plans everybody at once, each over a projection of their own, and throws the plans away: what remains are the answers in the cache, read
 * side by side and gathered by the adapters. The plan that counts is then made in order, almost without waiting.
 */
const warmCache = async (request: PlanRequest, people: readonly PersonRecord[]): Promise<void> => {
  if (people.length < 2) return
  await Promise.allSettled(people.map((record) => planPerson(request, record, openProjection(request.readers))))
}

const assemble = (request: PlanRequest, plans: readonly PersonPlan[], basis: Basis): Plan => {
  const changes = plans.flatMap((plan) => plan.changes)
  const people = plans.map(({ person }) => person)
  const { name, title, hash } = request.playbook
  const now = request.readers.clock.now()
  const content = [{ name, hash }, people, changes, basis.hash()] as unknown as Json
  return {
    format: 'joinery.plan/1',
    id: `p${shortHash(content, 12)}`,
    playbook: { name, title, hash },
    mode: request.organisation.mode,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + lifetimeOf(changes)).toISOString(),
    actor: request.actor,
    basis: basis.hash(),
    reads: basis.reads(),
    people,
    changes,
    counts: countsOf(changes),
    guards: guards(plans),
  }
}

const guards = (plans: readonly PersonPlan[]): readonly GuardVerdict[] =>
  guardVerdicts(plans.map(({ person, changes, approval }) => ({ name: person.name, changes, approval })))

const countsOf = (changes: readonly PlannedChange[]): PlanCounts => {
  const counts = { add: 0, modify: 0, remove: 0, wait: 0, other: 0 }
  for (const { action } of changes) counts[action] += 1
  return counts
}
