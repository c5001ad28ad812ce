import { changeOf, kindOf } from '../../changes/change.ts'
import type { RunState } from '../../model/fold-run.ts'
import { pendingWork } from '../../model/pending-work.ts'
import type { Plan, PlannedChange, Superseded } from '../../model/plan.ts'
import type { Outcome } from '../../model/run.ts'
import type { Readers } from '../../ports/systems.ts'
import { assemblePlan } from '../assemble-plan.ts'
import { recordBasis } from '../basis.ts'
import { cachedReaders, observedReaders } from '../cached-readers.ts'
import { checkCanary } from '../check-canary.ts'
import { directoryOf } from '../directory-of.ts'
import { evaluateGuards, type GuardSettings } from '../guards/evaluate-guards.ts'
import { openProjection } from '../projection/projection.ts'
import { type MadeChange, madeChanges } from './made-changes.ts'
import { type UndoOrder, type UndoPerson, undoId, undoPerson } from './undo-person.ts'
import { hashOfUndone } from './undone-changes.ts'

/** What is taken back, and by whom. */
export interface UndoRequest {
  readonly run: RunState
  readonly readers: Readers
  readonly key: { readonly ad: string }
  readonly actor: string
  /** Whether what somebody else changed since is taken back too. */
  readonly force: boolean
  /** Ids of changes that earlier undos of this run have made. */
  readonly undone?: ReadonlySet<string>
  readonly guards?: GuardSettings
}

/**
 * A plan that takes back what a run has made, and nothing that was there before it. A value that somebody else changed since is left, and so is
 * everything about an object that the run has made and somebody else has changed, unless `force` says otherwise.
 */
export const planUndo = async (request: UndoRequest): Promise<Plan> => {
  const { run, readers, key, actor } = request
  const cached = cachedReaders(readers)
  await checkCanary(cached)
  const basis = recordBasis()
  const recorded = observedReaders(cached, basis.observe)
  const all = (await madeChanges(run, recorded)).filter(({ planned }) => !request.undone?.has(undoId(planned)))
  await warmCache(request, cached, all)
  const kept = new Map((await undoEverybody(request, cached, all, new Map())).flatMap((one) => [...one.kept]))
  const people = await undoEverybody(request, recorded, all, belonging(kept, all))
  const { name, title } = run.plan.playbook
  const playbook = {
    name: 'undo',
    title: `Undo of run ${run.id}, ${title} (${name})`,
    hash: hashOfUndone(run.plan),
  }
  const changes = people.flatMap((one) => one.changes)
  const draft = { playbook, changes, people: people.map(({ person }) => person) }
  const guarded = await evaluateGuards(draft, { recorded, live: cached }, key, request.guards)
  const { mode } = run.plan
  const directory = await directoryOf(cached)
  const now = readers.clock.now()
  return assemblePlan({ playbook, mode, directory, actor, changes, ...guarded, supersedes: givenUp(run), basis, now })
}

/** Outcomes of what was left to a person: not seen, and seen to be done. */
const LEFT: ReadonlySet<Outcome | null | undefined> = new Set<Outcome>(['manual', 'found'])

/** What the run is parked for: whoever takes it back does not want the rest of it either. */
const givenUp = (run: RunState): readonly Superseded[] =>
  pendingWork(run).map(({ person, changes }) => ({ run: run.id, person, changes: changes.map(({ id }) => id) }))

const newOrder = ({ run, force }: UndoRequest, readers: Readers, leave: ReadonlyMap<string, string>): UndoOrder => ({
  projection: openProjection(readers),
  force,
  leave,
  byHand: run.plan.changes.filter(({ id, manual }) => manual !== undefined && LEFT.has(run.changes.get(id)?.outcome)),
  waits: run.plan.changes.filter(isWait),
  takenBack: new Map(),
  makers: new Map(),
})

const isWait = ({ change }: PlannedChange): boolean => kindOf(changeOf(change)).wait !== undefined

/** The last person first, for others may need what was made for the ones before. */
const undoEverybody = async (
  request: UndoRequest,
  readers: Readers,
  all: readonly MadeChange[],
  leave: ReadonlyMap<string, string>,
): Promise<readonly UndoPerson[]> => {
  const order = newOrder(request, readers, leave)
  const done: UndoPerson[] = []
  for (const person of request.run.plan.people.toReversed()) done.push(await undoPerson(person, all, order))
  return done
}

/** Reads for everybody at once, so that the adapters can gather them; what comes of it is thrown away. */
const warmCache = async (request: UndoRequest, cached: Readers, all: readonly MadeChange[]): Promise<void> => {
  const { people } = request.run.plan
  if (people.length < 2) return
  await Promise.allSettled(people.map((person) => undoPerson(person, all, newOrder(request, cached, new Map()))))
}

/** Changes about objects that are kept, and about what was made for them in turn. */
const belonging = (kept: ReadonlyMap<string, string>, all: readonly MadeChange[]): ReadonlyMap<string, string> => {
  const leave = new Map(kept)
  for (const { planned } of all) {
    const root = planned.needs.find((need) => leave.has(need))
    if (root === undefined || leave.has(planned.id)) continue
    leave.set(planned.id, 'it is about an object of this run that somebody else has changed since, so it is left too')
  }
  return leave
}
