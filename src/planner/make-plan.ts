import { type Checked, Fault } from '../model/fault.ts'
import type { PersonRecord } from '../model/person.ts'
import type { Plan } from '../model/plan.ts'
import type { Readers } from '../ports/systems.ts'
import { assemblePlan } from './assemble-plan.ts'
import { type Basis, recordBasis } from './basis.ts'
import { cachedReaders, observedReaders } from './cached-readers.ts'
import { checkCanary } from './check-canary.ts'
import { concernedPeople } from './concerned-people.ts'
import { directoryOf } from './directory-of.ts'
import { dueGuard } from './due.ts'
import type { RolesOfPerson } from './guards/approval-guard.ts'
import { evaluateGuards } from './guards/evaluate-guards.ts'
import { leaveOutPending } from './leave-out-pending.ts'
import { leaveOutProtected } from './leave-out-protected.ts'
import { mergeFaults } from './merge-faults.ts'
import { orderPeople } from './order-people.ts'
import { orderSeats } from './order-seats.ts'
import { type PersonPlan, planPerson } from './plan-person.ts'
import type { PlanRequest } from './plan-request.ts'
import { openProjection } from './projection/projection.ts'

/**
 * Makes one plan for all people: what has to change so that the playbook holds for each of them. Reads only. Equal directories and equal
 * input give an equal plan. With anything wrong there is no plan at all, and every fault is answered.
 */
export const makePlan = async (request: PlanRequest): Promise<Checked<Plan>> => {
  const people = orderPeople(request.people)
  const plans: PersonPlan[] = []
  const found = (): readonly Fault[] => concernedPeople(plans, people)
  try {
    const cached = cachedReaders(request.readers)
    await checkCanary(cached)
    await warmCache({ ...request, readers: cached }, people)
    const basis = recordBasis()
    const projection = openProjection(observedReaders(cached, basis.observe))
    for (const record of people) plans.push(await planPerson(request, record, projection))
    if (found().length > 0) return { ok: false, faults: mergeFaults(found()) }
    const seated = await seatsInOrder(plans, cached)
    if (seated.faults.length > 0) return { ok: false, faults: mergeFaults(seated.faults) }
    return { ok: true, value: await finished(request, people, seated.plans, basis, cached) }
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    return { ok: false, faults: mergeFaults([...found(), thrown]) }
  }
}

/**
 * Plans everybody at once, each over a projection of their own, and throws the plans away: what remains are the answers in the cache, read
 * side by side and gathered by the adapters. The plan that counts is then made in order, almost without waiting.
 */
const warmCache = async (request: PlanRequest, people: readonly PersonRecord[]): Promise<void> => {
  if (people.length < 2) return
  await Promise.allSettled(people.map((record) => planPerson(request, record, openProjection(request.readers))))
}

/** Seats are counted from the live tenant, which steps have asked before where licences are assigned. */
const seatsInOrder = async (
  plans: readonly PersonPlan[],
  { entra }: Readers,
): Promise<ReturnType<typeof orderSeats>> => {
  const assigns = plans.some(({ changes }) => changes.some(({ kind }) => kind === 'entra.licence.assign'))
  return entra && assigns ? orderSeats(plans, await entra.skus()) : { plans, faults: [] }
}

/** The plan with what the guards say of it. What they read belongs to the basis: who is protected must not change before the plan is applied. */
const finished = async (
  request: PlanRequest,
  records: readonly PersonRecord[],
  all: readonly PersonPlan[],
  basis: Basis,
  cached: Readers,
): Promise<Plan> => {
  const { playbook, organisation, actor, key, guards: settings } = request
  const readers = { recorded: observedReaders(cached, basis.observe), live: cached }
  const found = await leaveOutProtected(request, all, readers.recorded)
  const { plans, supersedes } = leaveOutPending(found, request.pending ?? [])
  const changes = plans.flatMap((plan) => plan.changes)
  const draft = { playbook, changes, people: plans.map(({ person }) => person) }
  const { people, guards: verdicts } = await evaluateGuards(draft, readers, key, settings, rolesOf(records, plans))
  const early = plans.flatMap((plan) => plan.early ?? [])
  const guards = [...verdicts, ...dueGuard(request, early)]
  const directory = await directoryOf(cached)
  const now = request.readers.clock.now()
  const { mode } = organisation
  return assemblePlan({ playbook, mode, directory, actor, people, changes, guards, supersedes, basis, now })
}

const rolesOf = (records: readonly PersonRecord[], plans: readonly PersonPlan[]): readonly RolesOfPerson[] =>
  plans.map(({ person, approval }, index) => ({
    key: person.key,
    approval,
    roles: records[index]?.person.roles ?? [],
  }))
