import type { PersonRun } from '../model/person-page.ts'
import type { RunEvent } from '../model/run.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { grantReasons } from './grant-reasons.ts'
import { lookupDeps } from './lookup-deps.ts'
import { peopleFound } from './people-found.ts'

const MOST_RUNS_SHOWN = 10

/** The commands that show people, groups and licences. They read, and leave nothing behind. */
export const lookupCommands = (
  parts: AppParts,
): Pick<App, 'findPeople' | 'peopleByRule' | 'showPerson' | 'showGroup' | 'licences'> => ({
  async findPeople(text) {
    const { findPeople } = await import('../lookup/find-people.ts')
    return findPeople(await lookupDeps(parts), text)
  },
  async peopleByRule(find) {
    const found = await peopleFound(parts, { find }, { file: 'rule', line: 1, column: 1 }, { readOnly: true })
    return found.map(({ person, because }) => ({ employeeId: person.employeeId, because: because ?? '' }))
  },
  async showPerson(reference) {
    const { personPage } = await import('../lookup/person-page.ts')
    const deps = await lookupDeps(parts)
    return personPage(deps, reference, {
      runsOf: (key) => runsOf(parts, key),
      reasonsFor: (accounts) => grantReasons(parts, accounts),
    })
  },
  async showGroup({ name, only }) {
    const { groupPage } = await import('../lookup/group-page.ts')
    return groupPage(await lookupDeps(parts), name, only)
  },
  async licences() {
    const { licenceLines } = await import('../lookup/licence-lines.ts')
    const { read } = await lookupDeps(parts)
    return licenceLines(read)
  },
})

const runsOf = async (parts: AppParts, key: string): Promise<readonly PersonRun[]> => {
  const journal = await parts.journalIfAny()
  const found: PersonRun[] = []
  for (const { id, playbook, status, startedAt } of (await journal?.runs()) ?? []) {
    const events = (await journal?.events(id)) ?? []
    if (events.some(isAbout(key))) found.push({ id, playbook, status, startedAt })
    if (found.length === MOST_RUNS_SHOWN) break
  }
  return found
}

const isAbout =
  (key: string) =>
  (event: RunEvent): boolean =>
    event.type === 'planned' && event.plan.people.some((person) => person.key === key)
