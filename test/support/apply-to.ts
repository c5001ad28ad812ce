import { expect } from 'vitest'
import { changeOf, kindOf } from '../../src/changes/change.ts'
import type { Made } from '../../src/changes/change-kind.ts'
import type { Person } from '../../src/model/person.ts'
import type { Plan } from '../../src/model/plan.ts'
import { value } from './checked.ts'
import type { Contoso } from './contoso.ts'
import { applyContext } from './memory-directory.ts'
import { planWith } from './plan-with.ts'

/** Makes every change of a plan in its order and sees each hold. What is waited for comes about, as if Entra Connect had run. */
export const applyTo = async (company: Contoso, plan: Plan): Promise<void> => {
  const made = new Map<string, Made>()
  for (const planned of plan.changes) {
    for (const need of planned.needs) expect(made.has(need), `${planned.summary} comes after what it needs`).toBe(true)
    const change = changeOf(planned.change)
    const kind = kindOf(change)
    const context = applyContext(made, planned.id)
    const wait = kind.wait?.(change)
    if (wait?.at) company.clock.pass(Date.parse(wait.at) - company.clock.now())
    const answer =
      wait && kind.project
        ? await kind.project(change, company.view, context)
        : await kind.apply(change, company.writers, context)
    made.set(planned.id, answer)
    if (!kind.unverifiable && planned.manual === undefined)
      expect(await kind.holds(change, company.readers, context), `holds: ${planned.summary}`).not.toBeNull()
  }
}

/** Plans and applies. Answers the plan. */
export const runSteps = async (company: Contoso, steps: string, people?: readonly Person[]): Promise<Plan> => {
  const plan = value(await planWith(company, steps, people))
  await applyTo(company, plan)
  return plan
}
