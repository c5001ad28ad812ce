import type { Fault } from '../model/fault.ts'
import { type PersonRecord, personName } from '../model/person.ts'
import type { PlannedChange, PlanPerson } from '../model/plan.ts'
import type { RoleGrants, Scope } from '../playbook/playbook.ts'
import { type Draft, newDraft } from './draft.ts'
import { formerRoles } from './former-roles.ts'
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
}

/**
 * Plans every step of the playbook for one person, in order, each over the projection that the steps before have changed. A fault does not end
 * it: the remaining steps are still looked at, so that one attempt shows everything that is wrong.
 */
export const planPerson = async (
  request: PlanRequest,
  record: PersonRecord,
  projection: Projection,
): Promise<PersonPlan> => {
  const draft = newDraft()
  const granted = request.house.grants(record.person, record.fields)
  if (!granted.ok) {
    draft.faults.push(...granted.faults)
    return finished(record, draft, [])
  }
  const scope = await openScope(request, record, projection, granted.value, draft)
  if (scope) {
    for (const step of request.playbook.steps) await planStep({ request, record, projection, step, scope, draft })
  }
  return finished(record, draft, granted.value.approval)
}

const finished = (record: PersonRecord, draft: Draft, approval: readonly string[]): PersonPlan => ({
  person: {
    key: record.person.employeeId,
    name: personName(record.person),
    changes: draft.changes.map(({ id }) => id),
    holds: draft.holds,
    skipped: draft.skipped,
    notes: draft.notes,
  },
  changes: draft.changes,
  faults: draft.faults,
  approval,
})

/** The names that expressions see. Null where the directory could not even say who the person is. */
const openScope = async (
  request: PlanRequest,
  record: PersonRecord,
  projection: Projection,
  roles: RoleGrants,
  draft: Draft,
): Promise<Scope | null> => {
  try {
    const domain = await projection.readers.ad?.domain()
    const accounts = personAccounts(request, record, projection.readers)
    const [entry, user] = [await accounts.ad(), await accounts.entra()]
    return {
      person: record.person,
      account: accountInScope(entry, user),
      ad: { base: domain?.base ?? '', dnsName: domain?.dnsName ?? '' },
      organisation: request.organisation,
      roles,
      formerRoles: formerRoles(request.house, record.person, { entry, user }, roles),
      steps: draft.outputs,
    }
  } catch (thrown) {
    draft.faults.push(planningFault(thrown, record))
    return null
  }
}
