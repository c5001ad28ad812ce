import type { ServiceMemory } from '../ports/schedule-store.ts'
import { inTurn } from './in-turn.ts'

/** Which signed requests were taken, so that none is taken twice. It outlives the process. */
export interface ReplayMemory {
  /** Whether this is the first time; then it is on record. `until`: when its window closes, in milliseconds since 1970. */
  take(mark: string, until: number): Promise<boolean>
  /** Forgets a request that could not be carried out, so that it may come again. */
  giveBack(mark: string): Promise<void>
}

/** By mark, when its window closes. */
type Marks = { readonly [mark: string]: number }

/** One source's own record. Marks whose window has closed are refused by their time, so they are forgotten. */
export const openReplayMemory = (source: string, memory: ServiceMemory, now: () => number): ReplayMemory => {
  const key = `replay ${source}`
  const turn = inTurn()
  const read = async (): Promise<Marks> => JSON.parse((await memory.read(key)) ?? '{}') as Marks
  const write = (marks: Marks): Promise<void> => memory.write(key, JSON.stringify(marks))
  const current = (marks: Marks): Marks =>
    Object.fromEntries(Object.entries(marks).filter(([, until]) => until >= now()))
  return {
    take: (mark, until) =>
      turn(async () => {
        const marks = current(await read())
        if (Object.hasOwn(marks, mark)) return false
        await write({ ...marks, [mark]: until })
        return true
      }),
    giveBack: (mark) =>
      turn(async () => {
        const { [mark]: _forgotten, ...others } = current(await read())
        await write(others)
      }),
  }
}
