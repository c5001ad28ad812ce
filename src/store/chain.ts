import { Fault } from '../model/fault.ts'
import { hashOf } from '../model/hash.ts'
import type { RunEvent } from '../model/run.ts'

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

/** Reads records one by one. */
export interface ChainReader {
  /** What is wrong with the record in its place, or null. Nothing may be added after that. */
  add(record: ChainRecord): Extract<ChainVerdict, { whole: false }> | null
  end(): Extract<ChainVerdict, { whole: true }>
}

export const chainReader = (): ChainReader => {
  let head = CHAIN_START
  let seq = 0
  const whyNot = (record: ChainRecord): string | null => {
    if (record.seq !== seq) return `record ${seq} is missing`
    if (record.prev !== head) return `record ${seq} does not follow the record before it`
    return hashOfRecord(record) === record.hash ? null : `record ${seq} was altered`
  }
  return {
    add(record) {
      seq += 1
      const why = whyNot(record)
      head = record.hash
      return why === null ? null : { whole: false, at: seq, why }
    },
    end: () => ({ whole: true, records: seq, head }),
  }
}

/** The first place where the records are not as they were written: altered, missing, doubled, swapped or put in between. */
export const checkChain = (records: Iterable<ChainRecord>): ChainVerdict => {
  const reader = chainReader()
  for (const record of records) {
    const broken = reader.add(record)
    if (broken) return broken
  }
  return reader.end()
}

/** An event that is to become a record. */
export interface NewRecord {
  readonly event: RunEvent
  /** The event as `recordText` spells it. */
  readonly json: string
}

/** The records of events behind the last one; `last` is undefined where there is none. */
export const linked = (
  last: Pick<ChainRecord, 'seq' | 'hash'> | undefined,
  events: readonly NewRecord[],
): readonly ChainRecord[] => {
  let [seq, prev] = [last?.seq ?? 0, last?.hash ?? CHAIN_START]
  return events.map(({ event: { run, at, type }, json }) => {
    seq += 1
    const content = { seq, run, at, type, json, prev }
    prev = hashOfRecord(content)
    return { ...content, hash: prev }
  })
}

/** The event of a record. Throws `run/journal-corrupt` for one that was altered, since resuming acts on what it reads. */
export const eventOf = (record: ChainRecord, source: string): RunEvent => {
  if (hashOfRecord(record) !== record.hash)
    throw new Fault('run/journal-corrupt', { file: source, why: `record ${record.seq} was altered` })
  return JSON.parse(record.json) as RunEvent
}
