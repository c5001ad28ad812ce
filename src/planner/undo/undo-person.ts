import { presentId, withMakers, withPresentIds } from '../../changes/born-again.ts'
import { type Change, changeOf, kindOf } from '../../changes/change.ts'
import type { Irreversible, Remains, Resolve } from '../../changes/change-kind.ts'
import { resolvedChange } from '../../changes/resolved-change.ts'
import { undoOf } from '../../changes/undo-of.ts'
import { Fault } from '../../model/fault.ts'
import type { FaultCategory } from '../../model/faults/index.ts'
import type { JsonObject } from '../../model/json.ts'
import { idIn } from '../../model/object-ref.ts'
import type { PlannedChange, PlanPerson } from '../../model/plan.ts'
import { changeId } from '../change-id.ts'
import { manualTask } from '../manual-task.ts'
import type { Projection } from '../projection/projection.ts'
import { leftToPerson } from './left-to-person.ts'
import type { MadeChange } from './made-changes.ts'

/** How an undo is planned. */
export interface UndoOrder {
  readonly projection: Projection
  /** Whether what somebody else changed since is taken back too. */
  readonly force: boolean
  /** Original changes that are left as they are, by id, and why. */
  readonly leave: ReadonlyMap<string, string>
  /** Changes of the original plan that were left to a person. */
  readonly byHand: readonly PlannedChange[]
  /** Waits of the original plan. */
  readonly waits: readonly PlannedChange[]
  /** Ids of the changes that take back, by the id of the original change. */
  readonly takenBack: Map<string, string>
  /** Ids of changes that make anew what the run deleted, by its former id. */
  readonly makers: Map<string, string>
}

/** The part of an undo that is about one person. */
export interface UndoPerson {
  readonly person: PlanPerson
  readonly changes: readonly PlannedChange[]
  /** Original changes that made something which somebody else changed since, so that it is not deleted: why, by id. */
  readonly kept: ReadonlyMap<string, string>
}

interface Draft {
  readonly changes: PlannedChange[]
  readonly notes: string[]
  readonly skipped: { readonly step: string; readonly because: string }[]
  readonly kept: Map<string, string>
  holds: number
}

const isFinal = (inverse: { readonly kind: string } | Irreversible): inverse is Irreversible =>
  'irreversible' in inverse

/** What is left of the change, asked of the projection, in which everything that was made later is taken back already. */
const remainsOf = async ({ change, kind, made }: MadeChange, { readers }: Projection): Promise<Remains<Change>> => {
  // What a person has to take back, a person has to look at.
  if (manualTask(change, readers) !== undefined) return { change, forced: change, moved: [] }
  if (kind.remains) return kind.remains(change, made, readers)
  const context = { idOf: (ref: Parameters<typeof idIn>[0]) => idIn(ref) ?? '' }
  const holds = kind.unverifiable || (await kind.holds(change, readers, context))
  return { change: holds ? change : null, forced: holds ? change : null, moved: [] }
}

/** With the ids under which the projection has objects that this undo makes anew. */
const asPresent = ({ change, made }: MadeChange, { makers }: UndoOrder): Pick<MadeChange, 'change' | 'made'> => ({
  change: withPresentIds(change, makers),
  made: { ...made, id: made.id === null ? null : presentId(made.id, makers) },
})

/** An object that the run has made. */
const isBirth = ({ planned }: MadeChange): boolean => planned.target.id === null && planned.action === 'add'

const takeBack = async (one: MadeChange, all: readonly MadeChange[], order: UndoOrder, draft: Draft): Promise<void> => {
  const { planned, kind } = one
  const because = order.leave.get(planned.id)
  if (because !== undefined) return leave(one, because, draft)
  const { change: present, made } = asPresent(one, order)
  const remains = await remainsOf({ ...one, change: present, made }, order.projection)
  const change = order.force ? remains.forced : remains.change
  if (remains.moved.length > 0 && !order.force) {
    const moved = `${planned.summary}: ${remains.moved.join('; ')}; somebody else has changed it since, so it is left (--force takes it back)`
    leave(one, moved, draft)
    if (change === null && isBirth(one)) draft.kept.set(planned.id, moved)
  }
  const final = goesWithItsObject(one, all, order) ? [] : (remains.final ?? [])
  draft.notes.push(...final.map((what) => cannotBe(planned, what)))
  if (change === null) {
    if (remains.moved.length + (remains.final ?? []).length === 0) draft.holds += 1
    return
  }
  const inverse = kind.inverse(change, made)
  if (!isFinal(inverse)) return plan(one, changeOf(inverse as unknown as JsonObject), all, order, draft)
  if (!goesWithItsObject(one, all, order)) draft.notes.push(cannotBe(planned, inverse.irreversible))
}

const leave = ({ planned }: MadeChange, because: string, draft: Draft): void => {
  draft.skipped.push({ step: planned.step, because })
}

const cannotBe = ({ summary }: PlannedChange, why: string): string => `cannot be taken back: ${summary} (${why})`

/** What befell an account that the run has made is gone when the account is, in both directories. */
const goesWithItsObject = ({ planned }: MadeChange, all: readonly MadeChange[], { waits }: UndoOrder): boolean => {
  const isBornHere = (change: PlannedChange): boolean => {
    const refs = kindOf(changeOf(change.change)).refs(changeOf(change.change))
    return refs.length > 0 && refs.every((ref) => 'madeBy' in ref && isOfRun(ref.madeBy))
  }
  const isOfRun = (id: string): boolean =>
    all.some((other) => other.planned.id === id) || waits.some((wait) => wait.id === id && isBornHere(wait))
  return isBornHere(planned)
}

const plan = async (
  { planned: original, change: made, kind }: MadeChange,
  inverse: Change,
  all: readonly MadeChange[],
  order: UndoOrder,
  draft: Draft,
): Promise<void> => {
  const change = withMakers(inverse)
  // What needed the original change has to be taken back before it is.
  const later = all.filter(({ planned }) => planned.needs.includes(original.id)).map(({ planned }) => planned.id)
  const taken = takingBack(
    original,
    change,
    later.flatMap((id) => order.takenBack.get(id) ?? []),
    order,
  )
  const refused = await project(change, taken.id, order)
  if (refused) {
    draft.skipped.push({ step: original.step, because: `${taken.summary} is not possible: ${refused.message}` })
    return
  }
  const former = original.target.id
  // The first change after which an object has no id any more is the one that makes it anew.
  if (former !== null && taken.target.id === null && !order.makers.has(former)) order.makers.set(former, taken.id)
  const link = kind.takes?.(made)
  const linkId = link ? idIn(link) : null
  if (linkId !== null && !order.makers.has(linkId)) order.makers.set(linkId, taken.id)
  if (taken.manual === undefined) order.takenBack.set(original.id, taken.id)
  draft.changes.push(taken)
}

/** What the directory would not take is left; that it cannot be asked stops everything. */
const LEAVABLE: ReadonlySet<FaultCategory> = new Set(['conflict', 'missing', 'refused', 'input'])

const project = async (change: Change, id: string, { projection }: UndoOrder): Promise<Fault | null> => {
  try {
    await projection.make(change, id)
    return null
  } catch (thrown) {
    if (!(thrown instanceof Fault) || !LEAVABLE.has(thrown.category)) throw thrown
    return thrown
  }
}

/** The id of the change that takes one back: the same in every undo, so that what was taken back is known by it. */
export const undoId = ({ person, id }: Pick<PlannedChange, 'person' | 'id'>): string =>
  changeId({ person, step: 'undo', kind: 'undo', about: id })

const takingBack = (
  original: PlannedChange,
  change: Change,
  needs: readonly string[],
  { projection }: UndoOrder,
): PlannedChange => {
  const kind = kindOf(change)
  const { target, summary, before, after, count } = kind.describe(change)
  const { person, step, ifFails } = original
  const manual = manualTask(change, projection.readers)
  const made = kind.refs(change).flatMap((ref) => ('madeBy' in ref ? [ref.madeBy] : []))
  return {
    id: undoId(original),
    person,
    step,
    kind: change.kind,
    action: manual === undefined ? count : 'other',
    system: kind.system,
    target,
    summary,
    before,
    after,
    needs: [...new Set([...made, ...needs])],
    hazards: kind.hazards(change),
    undo: undoOf(change),
    ...(manual === undefined ? {} : { manual }),
    ifFails,
    change: change as unknown as JsonObject,
  }
}

/** Ids of what the run has made. */
const resolverOf = (all: readonly MadeChange[]): Resolve => ({
  idOf: (ref) => idIn(ref) ?? all.find(({ planned }) => 'madeBy' in ref && planned.id === ref.madeBy)?.made.id ?? '',
})

/** Where the run waited for something to follow from what it made, undo waits for that to end. */
const waitForEnd = async (
  wait: PlannedChange,
  all: readonly MadeChange[],
  order: UndoOrder,
  draft: Draft,
): Promise<void> => {
  const original = changeOf(wait.change)
  const makers = kindOf(original)
    .refs(original)
    .map((ref) => ('madeBy' in ref ? ref.madeBy : null))
  const ends = makers.map((maker) => (maker === null ? undefined : order.takenBack.get(maker)))
  if (ends.length === 0 || !ends.every((end) => end !== undefined)) return
  const inverse = kindOf(original).inverse(resolvedChange(original, resolverOf(all)), { id: null })
  if (isFinal(inverse)) return
  const taken = takingBack(wait, changeOf(inverse as unknown as JsonObject), ends, order)
  await order.projection.make(changeOf(taken.change), taken.id)
  draft.changes.push(taken)
}

/** Plans what takes a person's changes back, the last one first. */
export const undoPerson = async (
  person: PlanPerson,
  all: readonly MadeChange[],
  order: UndoOrder,
): Promise<UndoPerson> => {
  const draft: Draft = { changes: [], notes: [], skipped: [], kept: new Map(), holds: 0 }
  const own = all.filter(({ planned }) => planned.person === person.key)
  for (const one of own.toReversed()) await takeBack(one, all, order, draft)
  for (const wait of order.waits.filter((each) => each.person === person.key)) await waitForEnd(wait, all, order, draft)
  const left = order.byHand.filter((each) => each.person === person.key)
  draft.notes.push(...left.map((planned) => leftToPerson(planned, resolverOf(all))))
  const { changes, notes, skipped, holds, kept } = draft
  return {
    person: { key: person.key, name: person.name, changes: changes.map(({ id }) => id), holds, skipped, notes },
    changes,
    kept,
  }
}
