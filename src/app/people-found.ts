import type { PeopleRule } from '../model/people-rule.ts'
import type { PersonRecord } from '../model/person.ts'
import type { SourcePosition } from '../model/source-position.ts'
import type { AppParts } from './app-parts.ts'
import { lookupDeps } from './lookup-deps.ts'

/** The people whom a playbook finds by itself, each with the reason. `where` stands for the place of an input. */
export const peopleFound = async (
  parts: AppParts,
  { find }: Exclude<PeopleRule, string>,
  where: SourcePosition,
  how: { readonly readOnly: boolean },
): Promise<readonly PersonRecord[]> => {
  const { peopleByRule } = await import('../lookup/people-by-rule.ts')
  const deps = { ...(await lookupDeps(parts, how)), leavers: () => leaversOf(parts) }
  const people = await peopleByRule(deps, find)
  return people.map(({ employeeId, because }) => ({ person: { employeeId }, where, fields: {}, because }))
}

const DAY_LENGTH = 10

/** When people were offboarded last, by the record of runs; who came back since is not among them. */
const leaversOf = async (parts: AppParts): Promise<ReadonlyMap<string, string>> => {
  const journal = await parts.journalIfAny()
  const left = new Map<string, string>()
  for (const { id, playbook, status, startedAt } of ((await journal?.runs()) ?? []).toReversed()) {
    if (status === 'failed' || (playbook !== 'offboard' && playbook !== 'rehire')) continue
    for (const event of (await journal?.events(id)) ?? []) {
      if (event.type !== 'planned') continue
      for (const { key } of event.plan.people) {
        if (playbook === 'offboard') left.set(key, startedAt.slice(0, DAY_LENGTH))
        else left.delete(key)
      }
    }
  }
  return left
}
