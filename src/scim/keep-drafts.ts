import { createHash } from 'node:crypto'
import { asFault, type Fault } from '../model/fault.ts'
import type { FaultCategory } from '../model/faults/index.ts'
import type { FeedPerson, FeedReport, FeedSnapshot } from '../model/feed.ts'
import type { Draft } from './draft-users.ts'
import type { ScimDeps } from './scim-deps.ts'
import { ScimProblem } from './scim-problem.ts'

/** What became of a user: it is kept, it is not and why, or another process was faster. */
export type Kept = 'kept' | 'overtaken' | ScimProblem

/**
 * Hands what the users say of people on, as one piece of news, and then keeps the users: whoever sends the same again after a crash in between changes
 * nothing. Answers by the ids of the users.
 */
export const keepDrafts = async (
  source: string,
  drafts: ReadonlyMap<string, Draft>,
  deps: ScimDeps,
): Promise<ReadonlyMap<string, Kept>> => {
  const news = [...drafts.values()].flatMap(({ snapshot }) => snapshot ?? [])
  const report = news.length > 0 ? await told(source, together(source, news, deps), deps) : null
  const results = new Map<string, Kept>()
  for (const [id, draft] of drafts) {
    const refused = draft.snapshot && whyNot(draft.user.person, report)
    results.set(id, refused ?? (await keep(draft, deps)))
  }
  return results
}

const keep = async ({ user, isLost }: Draft, { users, deleted }: ScimDeps): Promise<Kept> => {
  const outcome = await users.put(user)
  if (outcome === 'changed') return 'overtaken'
  if (outcome === 'taken')
    return new ScimProblem(409, 'There is a user of this name, or of this person, already.', 'uniqueness')
  if (isLost) await deleted(user.source, user.person)
  return 'kept'
}

/** One feed of several people. Of somebody who is there twice, such as deleted and created again, the last counts. */
const together = (source: string, news: readonly FeedSnapshot[], { clock }: ScimDeps): FeedSnapshot => {
  const people = new Map<string, FeedPerson>(
    news.flatMap((each) => each.people).map((each) => [each.person.employeeId, each]),
  )
  const sorted = [...people.entries()].sort(([a], [b]) => (a < b ? -1 : 1))
  const hash = createHash('sha256').update(news.map((each) => each.hash).join('\n'))
  return {
    source,
    asOf: new Date(clock.now()).toISOString(),
    hash: `sha256:${hash.digest('hex')}`,
    rows: sorted.length,
    complete: false,
    people: sorted.map(([, { person }], index) => ({ row: index + 1, person })),
    refused: [],
  }
}

const OF_SENDER: ReadonlySet<FaultCategory> = new Set(['input', 'refused'])

const told = async (source: string, snapshot: FeedSnapshot, deps: ScimDeps): Promise<FeedReport> => {
  try {
    return await deps.sync(snapshot)
  } catch (thrown) {
    throw problemOf(source, asFault(thrown), deps)
  }
}

/** Who sends data that cannot be used learns why. What is wrong here is for the log alone. */
const problemOf = (source: string, fault: Fault, { failed }: ScimDeps): unknown => {
  if (fault.category === 'bug') return fault
  failed(source, fault)
  if (OF_SENDER.has(fault.category)) return new ScimProblem(403, `${fault.message} ${fault.hint}`)
  return new ScimProblem(503, 'This cannot be done for the moment; try again later.')
}

/** Why what is said of a person is not taken: something about them, or about all of what was said. */
const whyNot = (person: string, report: FeedReport | null): ScimProblem | null => {
  const row = report?.refused.find(({ employeeId }) => employeeId === person)
  if (row) return new ScimProblem(403, `Not taken: ${row.why}`)
  if (report?.verdict !== 'refused') return null
  return new ScimProblem(403, `Not taken: ${report.why ?? 'somebody has to look first'}`)
}
