import pLimit from 'p-limit'
import { basisAnswer } from '../model/basis-answer.ts'
import { asFault } from '../model/fault.ts'
import type { Plan, RecordedRead } from '../model/plan.ts'
import type { Readers } from '../ports/systems.ts'
import { replayRead } from './replay-read.ts'

const READS_SIDE_BY_SIDE = 16

/** Whether the answer is another than when the plan was made. An object that is gone is another answer; a server that is gone is none. */
const isStale = async (recorded: RecordedRead, readers: Readers): Promise<boolean> => {
  try {
    return basisAnswer(recorded.read, await replayRead(recorded, readers)) !== recorded.answer
  } catch (thrown) {
    if (asFault(thrown).category === 'missing') return true
    throw thrown
  }
}

/** What planning read and would read otherwise today. With any, the plan is stale: what was approved is not what would happen. */
export const staleReads = async (plan: Pick<Plan, 'reads'>, readers: Readers): Promise<readonly RecordedRead[]> => {
  const limit = pLimit(READS_SIDE_BY_SIDE)
  const stale = await limit.map(plan.reads, (recorded) => isStale(recorded, readers))
  return plan.reads.filter((_, index) => stale[index])
}
