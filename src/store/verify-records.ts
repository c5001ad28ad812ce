import type { SignedHead } from '../model/audit.ts'
import { Fault } from '../model/fault.ts'
import { CHAIN_START, type ChainRecord, chainReader } from './chain.ts'

const checkHead = (head: SignedHead, records: number, hash: string | undefined, source: string): void => {
  const { at, records: known } = head
  if (records < known) throw new Fault('audit/cut-short', { source, records, known, at, missing: records + 1 })
  if (hash !== head.hash) throw new Fault('audit/rewritten', { source, record: known, hash, known: head.hash, at })
}

/** Holds records to their hashes as they pass by. Throws `audit/broken` at once, and at the end `audit/cut-short` and `audit/rewritten`. */
const verifier = (heads: readonly SignedHead[], source: string) => {
  const wanted = new Set(heads.map((head) => head.records))
  const hashes = new Map([[0, CHAIN_START]])
  const chain = chainReader()
  return {
    add(record: ChainRecord): void {
      if (wanted.has(record.seq)) hashes.set(record.seq, record.hash)
      const broken = chain.add(record)
      if (broken) throw new Fault('audit/broken', { source, why: broken.why, whole: broken.at - 1 })
    },
    end(): Verified {
      const { records, head: hash } = chain.end()
      for (const head of heads) checkHead(head, records, hashes.get(head.records), source)
      return { records, hash }
    },
  }
}

/** How many records there are, and the hash of the last one. */
export interface Verified {
  readonly records: number
  readonly hash: string
}

/** Reads all records and holds them to their hashes, and to heads that were kept. Throws `audit/broken`, `audit/cut-short`, `audit/rewritten`. */
export const verifyRecords = (
  records: Iterable<ChainRecord>,
  heads: readonly SignedHead[],
  source: string,
): Verified => {
  const { add, end } = verifier(heads, source)
  for (const record of records) add(record)
  return end()
}

/** The same for records that come over a network. */
export const verifyArriving = async (
  records: AsyncIterable<ChainRecord> | Iterable<ChainRecord>,
  heads: readonly SignedHead[],
  source: string,
): Promise<Verified> => {
  const { add, end } = verifier(heads, source)
  for await (const record of records) add(record)
  return end()
}
