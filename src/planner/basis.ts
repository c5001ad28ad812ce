import { basisAnswer } from '../model/basis-answer.ts'
import { hashOf } from '../model/hash.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import { keptAnswer } from '../model/kept-answer.ts'
import type { RecordedRead } from '../model/plan.ts'
import type { ReadObserver } from './cached-readers.ts'

/** Everything that planning read, each question once. Its hash is the plan's `basis`. */
export interface Basis {
  readonly observe: ReadObserver
  reads(): readonly RecordedRead[]
  /** `sha256:` over all questions and answers, whatever their order. */
  hash(): string
}

/** A fresh record of reads. */
export const recordBasis = (): Basis => {
  const reads = new Map<string, RecordedRead>()
  const sorted = (): readonly RecordedRead[] => [...reads.keys()].sort().map((key) => reads.get(key) as RecordedRead)
  return {
    observe: ({ system, read, args }, answer: Json) => {
      const key = `${system} ${read} ${canonicalJson(args)}`
      if (reads.has(key)) return
      const kept = keptAnswer(read, answer)
      reads.set(key, { system, read, args, answer: basisAnswer(read, answer), ...(kept === undefined ? {} : { kept }) })
    },
    reads: sorted,
    hash: () => hashOf(sorted() as unknown as Json),
  }
}
