import pLimit, { type LimitFunction } from 'p-limit'
import type { PlanPerson } from '../model/plan.ts'
import { type ActiveRun, happened, type RunItem } from './active-run.ts'
import { recordBlocked } from './record.ts'
import { isSettled, runChange } from './run-change.ts'

const PEOPLE_SIDE_BY_SIDE = 16
/** As many as one batch of Graph takes. Fewer are made one by one: that takes seconds, and the first that fails stops the others. */
const CHANGES_SIDE_BY_SIDE = 20

/** Which changes this process is through with, whatever came of them. */
interface Board {
  isDecided(change: string): boolean
  decided(change: string): Promise<void>
  decide(change: string): void
}

const openBoard = (run: ActiveRun): Board => {
  const entries = new Map([...run.items.keys()].map((id) => [id, { ...Promise.withResolvers<void>(), done: false }]))
  return {
    isDecided: (change) => entries.get(change)?.done ?? true,
    decided: (change) => entries.get(change)?.promise ?? Promise.resolve(),
    decide(change) {
      const entry = entries.get(change)
      if (!entry) return
      entry.done = true
      entry.resolve()
    },
  }
}

/** How far a person is. */
interface Walk {
  readonly items: readonly RunItem[]
  next: number
  /** Why the rest of the person's changes are not begun. */
  blockedBecause: string | null
}

const quoted = ({ planned }: RunItem): string => `"${planned.summary}"`

const whyBlocked = (run: ActiveRun, walk: Walk, item: RunItem): string | null => {
  if (walk.blockedBecause !== null) return walk.blockedBecause
  const notOurs = run.claims.whyNot(item.planned.person)
  if (notOurs !== null) return notOurs
  const missing = item.planned.needs.find((need) => !happened(run, need))
  if (missing === undefined) return null
  const needed = run.items.get(missing)
  return `needs ${needed ? quoted(needed) : missing}, which did not happen`
}

const isLost = (run: ActiveRun, { kind }: RunItem): boolean => run.health.isLost(kind.system)

/**
 * What the end of a change means for the person's later ones. A change that only lacked what it needs does not stop those that need it not, and
 * neither does a message that did not go out: nobody keeps access because a mail server is down.
 */
const blocksRest = (run: ActiveRun, { planned, kind }: RunItem): boolean => {
  const { outcome, parked } = run.log.stateOf(planned.id)
  if (planned.ifFails === 'continue' || kind.neverRepeat) return false
  return parked !== null || outcome === 'failed' || outcome === 'unverified'
}

/** What an earlier process tried keeps its outcome. */
const block = async (run: ActiveRun, item: RunItem, because: string): Promise<void> => {
  const { outcome } = run.log.stateOf(item.planned.id)
  if (outcome === null || outcome === 'blocked') await recordBlocked(run, item, because)
}

const step = async (run: ActiveRun, walk: Walk, item: RunItem): Promise<void> => {
  if (isSettled(run, item)) {
    if (blocksRest(run, item)) walk.blockedBecause ??= `stopped after ${quoted(item)}`
    return
  }
  const blocked = whyBlocked(run, walk, item)
  // What was written is read back, whatever happened to other changes since.
  if (blocked !== null && run.log.stateOf(item.planned.id).outcome !== 'made') return block(run, item, blocked)
  if (isLost(run, item)) {
    if (item.planned.ifFails === 'stop')
      walk.blockedBecause = `stopped before ${quoted(item)}: the system does not answer`
    return block(run, item, 'the system does not answer')
  }
  await runChange(run, item)
  if (blocksRest(run, item)) walk.blockedBecause = `stopped after ${quoted(item)}`
}

const isReady = (board: Board, item: RunItem): boolean => item.planned.needs.every((need) => board.isDecided(need))

/** Takes the next changes of a person. */
const advance = async (run: ActiveRun, board: Board, walk: Walk, items: readonly RunItem[]): Promise<void> => {
  await Promise.all(items.map((item) => step(run, walk, item)))
  walk.next += items.length
  if (run.stop.aborted) return
  for (const { planned } of items) board.decide(planned.id)
}

/** Goes on with a person until the next change has to wait, for somebody else's change or by itself. */
const goOn = async (run: ActiveRun, board: Board, walk: Walk): Promise<void> => {
  for (let item = walk.items[walk.next]; item && !run.stop.aborted; item = walk.items[walk.next]) {
    if (item.kind.wait || !isReady(board, item)) return
    await advance(run, board, walk, sideBySide(board, walk, item))
  }
}

/** The change, with those behind it that can be made at the same time where there are many. Once one fails, those behind them are not begun. */
const sideBySide = (board: Board, { items, next }: Walk, item: RunItem): readonly RunItem[] => {
  const isAlike = (other: RunItem): boolean =>
    other.kind === item.kind &&
    other.planned.ifFails === item.planned.ifFails &&
    other.kind.sideBySide?.(other.change) === true &&
    isReady(board, other)
  const behind = items.slice(next, next + CHANGES_SIDE_BY_SIDE)
  return behind.length === CHANGES_SIDE_BY_SIDE && behind.every(isAlike) ? behind : [item]
}

/** One person to the end. Who waits takes nobody's place, so that people who wait for people who have not begun never lock each other out. */
const runPerson = async (
  run: ActiveRun,
  board: Board,
  limit: LimitFunction,
  person: PlanPerson,
  stopped: Promise<void>,
): Promise<void> => {
  const items = person.changes.flatMap((id) => run.items.get(id) ?? [])
  const walk: Walk = { items, next: 0, blockedBecause: null }
  for (let item = items[0]; item && !run.stop.aborted; item = items[walk.next]) {
    await Promise.race([stopped, Promise.all(item.planned.needs.map(board.decided))])
    if (run.stop.aborted) return
    if (item.kind.wait) await advance(run, board, walk, [item])
    else await limit(() => goOn(run, board, walk))
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Runs everybody's changes: each person's in order, people side by side. */
export const runPeople = async (run: ActiveRun): Promise<void> => {
  const board = openBoard(run)
  const limit = pLimit(run.deps.concurrency ?? PEOPLE_SIDE_BY_SIDE)
  const stopped = aborted(run.stop)
  // Whoever fails unexpectedly stops everybody, but requests in flight come to their end and are recorded.
  const people = run.plan.people.map((person) =>
    runPerson(run, board, limit, person, stopped)
      .then(() => run.claims.leave(person.key, person.changes.map(run.log.stateOf)))
      .catch(run.halt),
  )
  await Promise.all(people)
}
