import { dayOf } from '../model/calendar-day.ts'
import type { Fault } from '../model/fault.ts'
import { type Person, type PersonRecord, personName } from '../model/person.ts'
import type { PlannedChange, PlanPerson } from '../model/plan.ts'
import type { RoleGrants, Scope } from '../playbook/playbook.ts'
import { completePerson } from './complete-person.ts'
import { type Draft, newDraft } from './draft.ts'
import { dueOn, type NotDue, notDue } from './due.ts'
import type { Account } from './fields-of-account.ts'
import { formerRoles, presentRoles } from './former-roles.ts'
import { accountInScope, personAccounts } from './person-accounts.ts'
import type { PlanRequest } from './plan-request.ts'
import { planStep } from './plan-step.ts'
import { planningFault } from './planning-fault.ts'
import type { Projection } from './projection/projection.ts'

/** A person's part of a plan. With `faults` it is no plan; everything else says how far it came. */
export interface PersonPlan {
  readonly person: PlanPerson
  readonly changes: readonly PlannedChange[]
  readonly faults: readonly Fault[]
  /** Roles that somebody has to approve. */
  readonly approval: readonly string[]
  /** Set where the playbook is not due yet for the person. */
  readonly early: NotDue | null
  /** When the playbook is due for the person, as it gives it, and who that is with what the directory knows; null where it names no day. */
  readonly due: { readonly on: string; readonly person: Person } | null
}

/**
 * Plans every step of the playbook for one person, in order, each over the projection that the steps before have changed. A fault does not end
 * it: the remaining steps are still looked at, so that one attempt shows everything that is wrong.
 */
export const planPerson = async (
  request: PlanRequest,
  given: PersonRecord,
  projection: Projection,
): Promise<PersonPlan> => {
  const draft = newDraft()
  if (given.because !== undefined) draft.notes.push(given.because)
  const record = await completed(request, given, projection, draft)
  if (!record) return finished(given, draft, [])
  const scope = await openScope(request, { record, given }, projection, draft)
  if (scope) {
    for (const step of request.playbook.steps) await planStep({ request, record, projection, step, scope, draft })
  }
  const on = scope ? dueOn(request, scope, draft.faults) : null
  const due = on === null ? null : { on, person: record.person }
  return { ...finished(record, draft, scope?.roles.approval ?? []), early: notDue(request, record, on), due }
}

/** Null where the directory does not know the person, which is a fault then. */
const completed = async (
  request: PlanRequest,
  given: PersonRecord,
  projection: Projection,
  draft: Draft,
): Promise<PersonRecord | null> => {
  try {
    return await completePerson(request, given, projection.readers)
  } catch (thrown) {
    draft.faults.push(planningFault(thrown, given))
    return null
  }
}

/** Somebody as the input has it, and with what the directory knows besides. */
interface Completed {
  readonly record: PersonRecord
  readonly given: PersonRecord
}

/**
 * What the roles give. Where a playbook does not ask for it, a department that the directory has and roles.yaml does not know keeps nobody from
 * being locked out.
 */
const rolesFor = (
  { house, playbook }: PlanRequest,
  { record, given }: Completed,
  account: Account,
): ReturnType<typeof house.grants> => {
  const granted = presentRoles(house, record, account)
  if (granted.ok || record === given || playbook.words.has('roles')) return granted
  return { ok: true, value: noGrants }
}

const noGrants: RoleGrants = {
  groups: [],
  cloudGroups: [],
  licences: [],
  ou: '',
  expires: '',
  reasons: { groups: {}, cloudGroups: {}, licences: {} },
  approval: [],
}

const finished = (record: PersonRecord, draft: Draft, approval: readonly string[]): PersonPlan => {
  const changes = laterLast(draft)
  return {
    person: {
      key: record.person.employeeId,
      name: personName(record.person),
      changes: changes.map(({ id }) => id),
      holds: draft.holds,
      skipped: draft.skipped,
      notes: draft.notes,
    },
    changes,
    faults: draft.faults,
    approval,
    early: null,
    due: null,
  }
}

/** What waits for days stands last: a run goes through the changes of a person in order. */
const laterLast = ({ changes, later }: Draft): readonly PlannedChange[] => [
  ...changes.filter(({ id }) => !later.has(id)),
  ...changes.filter(({ id }) => later.has(id)),
]

/** The names that expressions see. Null where the directory could not even say who the person is, or roles.yaml what they get. */
const openScope = async (
  request: PlanRequest,
  completed: Completed,
  projection: Projection,
  draft: Draft,
): Promise<Scope | null> => {
  const { record } = completed
  try {
    const domain = await projection.readers.ad?.domain()
    const accounts = personAccounts(request, record, projection.readers)
    const [entry, user] = [await accounts.ad(), await accounts.entra()]
    const granted = rolesFor(request, completed, { entry, user })
    if (!granted.ok) {
      draft.faults.push(...granted.faults)
      return null
    }
    const roles = granted.value
    return {
      person: record.person,
      account: accountInScope(entry, user),
      ad: { base: domain?.base ?? '', dnsName: domain?.dnsName ?? '' },
      organisation: request.organisation,
      today: dayOf(request.readers.clock.now(), record.person.timeZone),
      inputs: record.inputs ?? {},
      roles,
      formerRoles: formerRoles(request.house, record.person, { entry, user }, roles),
      steps: draft.outputs,
    }
  } catch (thrown) {
    draft.faults.push(planningFault(thrown, record))
    return null
  }
}
