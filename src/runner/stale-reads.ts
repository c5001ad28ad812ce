import pLimit from 'p-limit'
import { basisAnswer } from '../model/basis-answer.ts'
import { asFault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import { keptAnswer } from '../model/kept-answer.ts'
import type { Plan, RecordedRead } from '../model/plan.ts'
import type { Readers } from '../ports/systems.ts'
import { replayRead } from './replay-read.ts'

const READS_SIDE_BY_SIDE = 16

/** Something that planning read and that reads otherwise. */
export interface StaleRead {
  readonly recorded: RecordedRead
  /** What is answered instead, in short; undefined where that is too much. */
  readonly answer: Json | undefined
}

/** The read if its answer is another than when the plan was made. An object that is gone is another answer; a server that is gone is none. */
const ifStale = async (recorded: RecordedRead, readers: Readers): Promise<StaleRead | null> => {
  try {
    const answer = await replayRead(recorded, readers)
    if (basisAnswer(recorded.read, answer) === recorded.answer) return null
    return { recorded, answer: keptAnswer(recorded.read, answer) }
  } catch (thrown) {
    if (asFault(thrown).category === 'missing') return { recorded, answer: null }
    throw thrown
  }
}

/** What planning read and would read otherwise today. With any, the plan is stale: what was approved is not what would happen. */
export const staleReads = async (plan: Pick<Plan, 'reads'>, readers: Readers): Promise<readonly StaleRead[]> => {
  const limit = pLimit(READS_SIDE_BY_SIDE)
  const stale = await limit.map(plan.reads, (recorded) => ifStale(recorded, readers))
  return stale.filter((read) => read !== null)
}
