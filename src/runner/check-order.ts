import { Fault } from '../model/fault.ts'
import type { Plan, PlannedChange } from '../model/plan.ts'

const impossible = (change: PlannedChange, why: string): Fault =>
  new Fault('run/impossible-order', { change: change.summary, why })

/** The first change that is never reached when people go on side by side and each waits for what it needs. */
const firstStuck = (plan: Plan): string | undefined => {
  const done = new Set<string>()
  const needs = new Map(plan.changes.map((change) => [change.id, change.needs]))
  let waiting = plan.people.map(({ changes }) => [...changes])
  for (let before = -1; before !== done.size; ) {
    before = done.size
    for (const changes of waiting) {
      while (changes[0] !== undefined && (needs.get(changes[0]) ?? []).every((need) => done.has(need)))
        done.add(changes.shift() ?? '')
    }
    waiting = waiting.filter(({ length }) => length > 0)
  }
  return waiting[0]?.[0]
}

/** Refuses a plan in which a change could never be made, so that no run waits for ever. */
export const checkOrder = (plan: Plan): void => {
  const known = new Map(plan.changes.map((change) => [change.id, change]))
  for (const change of plan.changes) {
    const unknown = change.needs.find((need) => !known.has(need))
    if (unknown !== undefined) throw impossible(change, `it needs ${unknown}, which is not in the plan`)
  }
  for (const { key, changes } of plan.people) {
    const unknown = changes.find((id) => !known.has(id))
    if (unknown !== undefined)
      throw new Fault('run/impossible-order', { change: unknown, why: `${key} has it, but the plan does not` })
  }
  const stuck = known.get(firstStuck(plan) ?? '')
  if (stuck) throw impossible(stuck, 'what it needs waits for it in turn')
}
