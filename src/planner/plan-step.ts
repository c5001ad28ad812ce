import { type Change, changeOf, kindOf } from '../changes/change.ts'
import type { Resolve } from '../changes/change-kind.ts'
import { undoOf } from '../changes/undo-of.ts'
import type { Fault } from '../model/fault.ts'
import { isNamed } from '../model/is-named.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { unbornId } from '../model/object-ref.ts'
import type { PersonRecord } from '../model/person.ts'
import type { PlannedChange } from '../model/plan.ts'
import type { PlaybookStep, Scope, StepOutputs } from '../playbook/playbook.ts'
import type { StepContext, Wanted } from '../steps/step.ts'
import { changeId } from './change-id.ts'
import type { Draft } from './draft.ts'
import { manualTask } from './manual-task.ts'
import { personAccounts } from './person-accounts.ts'
import type { PlanRequest } from './plan-request.ts'
import { planningFault } from './planning-fault.ts'
import type { Projection } from './projection/projection.ts'

/** One step for one person. */
export interface StepPlanning {
  readonly request: PlanRequest
  readonly record: PersonRecord
  readonly projection: Projection
  readonly step: PlaybookStep
  readonly scope: Scope
  readonly draft: Draft
}

/** Plans one step, once or for each item of its list, and puts what it found into the draft and the projection. */
export const planStep = async (planning: StepPlanning): Promise<void> => {
  const { request, step, scope, draft } = planning
  draft.outputs[step.id] = emptyOutputs(step)
  const missing = missingSystem(request, step)
  if (missing) {
    draft.skipped.push({ step: step.id, because: missing })
    return
  }
  const items = step.forEach(scope)
  if (!items.ok) {
    refuse(planning, items.faults)
    return
  }
  if (items.value === null) return planOnce(planning, step.id, undefined)
  for (const [index, item] of items.value.entries()) await planOnce(planning, `${step.id}[${index}]`, item)
}

const missingSystem = ({ readers, organisation }: PlanRequest, step: PlaybookStep): string | null => {
  const { systems } = step.step
  if (systems.includes('ad') && !readers.ad)
    return `this organisation has no Active Directory (mode: ${organisation.mode})`
  if (systems.includes('entra') && !readers.entra) return `this organisation has no Entra (mode: ${organisation.mode})`
  return null
}

/** What a step that did not run puts in scope: empty values of the types that expressions were checked against. */
const emptyOutputs = (step: PlaybookStep): StepOutputs => {
  const empty = { string: '', bool: false, 'list<string>': [], secret: { secretOf: '' } } as const
  return Object.fromEntries(Object.entries(step.step.outputs).map(([name, type]) => [name, empty[type]]))
}

const planOnce = async (planning: StepPlanning, stepId: string, item: Json | undefined): Promise<void> => {
  const { step, scope, draft, record } = planning
  const applies = step.when(scope, item)
  if (!applies.ok) {
    refuse(planning, applies.faults)
    return
  }
  if (!applies.value) {
    draft.skipped.push({ step: stepId, because: 'its condition (when) does not hold' })
    return
  }
  const input = step.input(scope, item)
  if (!input.ok) {
    refuse(planning, input.faults)
    return
  }
  try {
    await askStep(planning, stepId, input.value)
  } catch (thrown) {
    refuse(planning, [planningFault(thrown, record)])
  }
}

/** Where an account could not be planned, later steps miss it; that says nothing new. */
const refuse = ({ step, draft }: StepPlanning, faults: readonly Fault[]): void => {
  const told = faults.filter(({ code }) => code !== 'plan/no-account' || !draft.missesAccount)
  draft.faults.push(...told)
  if (faults.length > 0 && step.step.makesAccount) draft.missesAccount = true
}

const askStep = async (planning: StepPlanning, stepId: string, input: unknown): Promise<void> => {
  const { step, draft } = planning
  const answer = await step.step.plan(stepContext(planning, stepId), input)
  const faults = answer.faults ?? []
  refuse(planning, faults)
  draft.notes.push(...(answer.notes ?? []))
  draft.holds += answer.holds
  if (answer.skipped) draft.skipped.push({ step: stepId, because: answer.skipped })
  draft.outputs[step.id] = { ...draft.outputs[step.id], ...answer.outputs }
  try {
    for (const wanted of answer.changes) await takeIn(planning, stepId, wanted)
  } catch (thrown) {
    // What a step has refused already, the directory refuses once more.
    const fault = planningFault(thrown, planning.record)
    if (faults.length === 0) throw fault
  }
}

/** Puts a change into the draft and into the projection, in which the steps after it see it made. */
const takeIn = async (planning: StepPlanning, stepId: string, wanted: Wanted): Promise<void> => {
  const { step, draft, projection } = planning
  const planned = plannedChange(planning, stepId, wanted)
  await refuseNow(planning, wanted.change)
  await projection.make(wanted.change, planned.id)
  draft.changes.push(planned)
  if (wanted.later || planned.needs.some((need) => draft.later.has(need))) draft.later.add(planned.id)
  // Whether a person has done something, nobody knows: a wait can see to it, but nothing may hang on it.
  if (planned.manual !== undefined) draft.manual.add(planned.id)
  else draft.changesOf[step.id] = [...(draft.changesOf[step.id] ?? []), planned.id]
}

/** What will be asked right before the write is asked of the projection: a plan that would end there need not begin. */
const refuseNow = async ({ step, projection }: StepPlanning, change: Change): Promise<void> => {
  const refusal = await kindOf(change).refuses?.(change, projection.readers, { idOf: plannedId })
  if (refusal) throw refusal.at(step.where)
}

const plannedId: Resolve['idOf'] = (ref) => ('madeBy' in ref ? unbornId(ref.madeBy) : ref.id)

const stepContext = (
  { request, record, projection, step, scope, draft }: StepPlanning,
  stepId: string,
): StepContext => ({
  read: projection.readers,
  person: record.person,
  accounts: personAccounts(request, record, projection.readers),
  mode: request.organisation.mode,
  organisation: request.organisation,
  key: request.key,
  ...(request.syncedOus ? { syncedOus: request.syncedOus } : {}),
  names: request.house.names,
  reasonFor: (kind, name) => scope.roles.reasons[kind][name],
  formerReasonFor: (kind, name) => scope.formerRoles.reasons[kind][name],
  where: (field) => (field === undefined ? step.where : (record.fields[field] ?? record.where)),
  changeId: (kind, about = '') => changeId({ person: record.person.employeeId, step: stepId, kind, about }),
  allowsPrivilege: (spellings) => allowsPrivilege(request, spellings),
  planned: () =>
    draft.changes.map(({ id, step: by, change, manual }) => ({
      id,
      step: by,
      change: changeOf(change),
      manual: manual !== undefined,
    })),
  ...(request.notify ? { notify: request.notify } : {}),
})

/** The guards see to it that a second person approves what is let here. */
const allowsPrivilege = ({ guards, playbook }: PlanRequest, spellings: readonly string[]): boolean =>
  guards?.policy.privilege.some((rule) => rule.playbook === playbook.name && isNamed(rule.groups, spellings)) ?? false

const plannedChange = (
  { request, record, step, draft }: StepPlanning,
  stepId: string,
  wanted: Wanted,
): PlannedChange => {
  const { change, about = '', because } = wanted
  if (!step.step.kinds.includes(change.kind))
    throw new Error(`${step.verb} asked for ${change.kind}, which it does not declare`)
  const kind = kindOf(change)
  const { target, summary, before, after, count } = kind.describe(change)
  const person = record.person.employeeId
  const manual = manualTask(change, request.readers)
  const needs = [...needsOf(change), ...(wanted.needs ?? []), ...step.needs.flatMap((id) => draft.changesOf[id] ?? [])]
  return {
    id: changeId({ person, step: stepId, kind: change.kind, about }),
    person,
    step: step.id,
    kind: change.kind,
    action: manual === undefined ? count : 'other',
    system: kind.system,
    target,
    summary: because ? `${summary} (${because})` : summary,
    before,
    after,
    needs: [...new Set(needs)].filter((id) => !draft.manual.has(id)),
    hazards: kind.hazards(change),
    undo: undoOf(change),
    ...(manual === undefined ? {} : { manual }),
    ifFails: step.ifFails,
    change: change as unknown as JsonObject,
  }
}

/** The changes that make what this one points to, and those whose secret it hands on. */
const needsOf = (change: Change): readonly string[] => {
  const kind = kindOf(change)
  const makers = kind.refs(change).flatMap((ref) => ('madeBy' in ref ? [ref.madeBy] : []))
  return [...makers, ...(kind.secretsFrom?.(change) ?? [])]
}
