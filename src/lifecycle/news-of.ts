import { hashOf } from '../model/hash.ts'
import type { Json } from '../model/json.ts'
import type { Plan } from '../model/plan.ts'
import type { ScheduledWork } from '../model/scheduled-work.ts'
import type { Ending } from './ending.ts'
import type { News } from './news.ts'

const stands: { readonly [state in Ending['state']]: string } = {
  pending: 'waits',
  held: 'is held',
  approval: 'waits for approval',
  parked: 'is parked',
  failed: 'has failed',
  done: 'is done',
}

/** What is told of some work. A plan is told with its hash, so that who approves it can see that it is the same. */
export const newsOf = (work: ScheduledWork, kind: string, plan?: Plan): News => {
  const { id, name, person, playbook, state, because, why, due, run } = work
  const hash = plan && hashOf(plan as unknown as Json)
  const facts = [
    { name: 'work', value: id },
    { name: 'why', value: why },
    { name: 'due', value: due },
    ...(run === null ? [] : [{ name: 'run', value: run }]),
    ...(plan ? factsOfPlan(plan, work.plan ?? '', hash ?? '') : []),
  ]
  const subject = `${playbook} for ${name} (${person}) ${stands[state as Ending['state']] ?? state}`
  return { about: id, kind, ...(hash ? { detail: hash } : {}), subject, text: because ?? '', facts }
}

const MOST_CHANGES = 10

const factsOfPlan = ({ changes }: Plan, file: string, hash: string): News['facts'] => {
  const more = changes.length - MOST_CHANGES
  return [
    ...changes.slice(0, MOST_CHANGES).map(({ summary }) => ({ name: 'change', value: summary })),
    ...(more > 0 ? [{ name: 'change', value: `and ${more} more` }] : []),
    { name: 'plan', value: hash },
    { name: 'to approve', value: `joinery approve ${file}` },
  ]
}
