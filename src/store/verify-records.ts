import type { SignedHead } from '../model/audit.ts'
import { Fault } from '../model/fault.ts'
import { CHAIN_START, type ChainRecord, checkChain } from './chain.ts'

/** The hash of one record while all of them pass by. */
const noting = (records: Iterable<ChainRecord>, seqs: ReadonlySet<number>, hashes: Map<number, string>) => ({
  *[Symbol.iterator](): Generator<ChainRecord> {
    for (const record of records) {
      if (seqs.has(record.seq)) hashes.set(record.seq, record.hash)
      yield record
    }
  },
})

const checkHead = (head: SignedHead, records: number, hash: string | undefined, source: string): void => {
  const { at, records: known } = head
  if (records < known) throw new Fault('audit/cut-short', { source, records, known, at, missing: records + 1 })
  if (hash !== head.hash) throw new Fault('audit/rewritten', { source, record: known, hash, known: head.hash, at })
}

/**
 * Reads all records and holds them to their hashes, and to heads that were kept. Throws `audit/broken`, `audit/cut-short`, `audit/rewritten`.
 * Answers how many there are and the hash of the last one.
 */
export const verifyRecords = (
  records: Iterable<ChainRecord>,
  heads: readonly SignedHead[],
  source: string,
): { readonly records: number; readonly hash: string } => {
  const hashes = new Map([[0, CHAIN_START]])
  const verdict = checkChain(noting(records, new Set(heads.map((head) => head.records)), hashes))
  if (!verdict.whole) throw new Fault('audit/broken', { source, why: verdict.why, whole: verdict.at - 1 })
  for (const head of heads) checkHead(head, verdict.records, hashes.get(head.records), source)
  return { records: verdict.records, hash: verdict.head }
}
