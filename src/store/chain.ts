import { hashOf } from '../model/hash.ts'

/** One row of the journal. `hash` covers everything else in the row, and `prev` is the hash of the row before it. */
export interface ChainRecord {
  /** Counts from 1 over all runs, without gaps. */
  readonly seq: number
  readonly run: string
  readonly at: string
  readonly type: string
  /** The event as canonical JSON. */
  readonly json: string
  readonly prev: string
  readonly hash: string
}

/** What stands before the first record. */
export const CHAIN_START = `sha256:${'0'.repeat(64)}`

export const hashOfRecord = ({ seq, run, at, type, json, prev }: Omit<ChainRecord, 'hash'>): string =>
  hashOf([seq, run, at, type, json, prev])

export type ChainVerdict =
  | { readonly whole: true; readonly records: number; readonly head: string }
  | { readonly whole: false; readonly at: number; readonly why: string }

/** The first place where the records are not as they were written: altered, missing, doubled, swapped or put in between. */
export const checkChain = (records: Iterable<ChainRecord>): ChainVerdict => {
  let head = CHAIN_START
  let seq = 0
  for (const record of records) {
    seq += 1
    if (record.seq !== seq) return { whole: false, at: seq, why: `record ${seq} is missing` }
    if (record.prev !== head)
      return { whole: false, at: seq, why: `record ${seq} does not follow the record before it` }
    if (hashOfRecord(record) !== record.hash) return { whole: false, at: seq, why: `record ${seq} was altered` }
    head = record.hash
  }
  return { whole: true, records: seq, head }
}
