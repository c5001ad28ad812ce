import { asFault } from '../model/fault.ts'
import { type Asked, forEachAtMost, gather, parts } from '../wire/gather.ts'
import { batchAnswers, batchRequest, MOST_PER_BATCH, takesNoBatch } from './batch.ts'
import { checked } from './check-answer.ts'
import type { GraphAnswer, GraphRequest, Send } from './graph-request.ts'
import type { SendDeps } from './send-read.ts'

type Read = Asked<GraphRequest, GraphAnswer>

/** Batches that are under way at the same time. */
const MOST_BATCHES = 4

/**
 * Reads that are asked for in the same turn of the event loop go out together, up to 20 in one request; a single one goes out as it is.
 * What was throttled or failed inside a batch is asked for again by itself, after the wait that its own answer names.
 */
export const gatherReads = (single: Send, { clock, gate }: Pick<SendDeps, 'clock' | 'gate'>): Send => {
  const alone = async (read: Read): Promise<void> => single(read.item).then(read.resolve, read.reject)

  const settle = async (read: Read, answer: GraphAnswer | undefined): Promise<void> => {
    if (!answer) return alone(read)
    try {
      read.resolve(checked(answer, read.item, clock.now()))
    } catch (error) {
      const fault = asFault(error)
      if (fault.category !== 'throttled' && fault.category !== 'unreachable') return read.reject(fault)
      gate.heed(read.item, fault)
      return alone(read)
    }
  }

  const together = async (reads: readonly Read[]): Promise<void> => {
    const [first] = reads
    if (first && reads.length === 1) return alone(first)
    const batch = batchRequest(
      reads.map(({ item }) => item),
      `reading ${reads.length} things at once`,
    )
    try {
      const answers = batchAnswers(await single(batch), reads.length)
      await Promise.all(reads.map((read, index) => settle(read, answers[index])))
    } catch (error) {
      await Promise.all(reads.map((read) => (takesNoBatch(error) ? alone(read) : read.reject(error))))
    }
  }

  return gather((reads) => forEachAtMost(parts(alike(reads), MOST_PER_BATCH), MOST_BATCHES, together))
}

/** The same question asked several times in one turn, as about one person for many groups, is asked once. */
const alike = (reads: readonly Read[]): readonly Read[] =>
  [...Map.groupBy(reads, ({ item }) => `${item.method} ${item.path}`).values()].flatMap((same) => {
    const [first] = same
    if (!first || same.length === 1 || first.item.method !== 'GET') return same
    return {
      item: first.item,
      resolve(answer) {
        for (const one of same) one.resolve(answer)
      },
      reject(reason) {
        for (const one of same) one.reject(reason)
      },
    }
  })
