import type { Person } from './person.ts'

/** What a difference between two feeds, or between a feed and the directories, means for somebody. */
export type FeedEventType = 'joiner' | 'mover' | 'leaver' | 'rehire' | 'correction' | 'date-changed' | 'cancelled'

export interface FeedEvent {
  readonly type: FeedEventType
  /** employeeId. */
  readonly person: string
  /** When it takes effect, RFC 3339 with the offset of the place where the person works. */
  readonly effective: string
  /** Fields that differ: before and after, null where there is nothing. */
  readonly changes: { readonly [field: string]: readonly [string | null, string | null] }
  readonly because: string
}

/** A row that says nothing that could be relied on. */
export interface RefusedRow {
  /** Counts from 1, the heading included, as a spreadsheet does. */
  readonly row: number
  readonly employeeId: string | null
  readonly why: string
}

/** Somebody in the feed who may be somebody else; waits until a person has looked. */
export interface FeedSuspect {
  readonly person: string
  /** employeeId of whom they may be; null where they are nobody else and something about them is odd all the same. */
  readonly like: string | null
  readonly because: string
}

/** What a feed means; CONTRACT §8 `joinery.feed/1`. With the verdict `refused` nothing is scheduled. */
export interface FeedReport {
  readonly format: 'joinery.feed/1'
  readonly rows: number
  readonly accepted: number
  readonly verdict: 'ok' | 'refused'
  readonly why: string | null
  readonly refused: readonly RefusedRow[]
  readonly events: readonly FeedEvent[]
  /** employeeIds of the last good feed that are not in this one. */
  readonly missing: readonly string[]
  readonly suspects: readonly FeedSuspect[]
}

/** A feed as it was read, with nothing decided yet. */
export interface FeedSnapshot {
  /** Name of the feed in `feeds:`, or the path of the file. */
  readonly source: string
  /** When the HR system made it, RFC 3339. */
  readonly asOf: string
  /** `sha256:` over the bytes. */
  readonly hash: string
  readonly rows: number
  /** Whether the feed proves by a count or trailer that it is whole. */
  readonly complete: boolean
  /** In the order of their employeeIds. */
  readonly people: readonly FeedPerson[]
  readonly refused: readonly RefusedRow[]
  /** Headings or keys in the order of the file; a feed whose columns differ from those of the last one is looked at again. */
  readonly columns?: readonly string[]
  /** Whether the text ends in a line break; false for a file that was cut in the middle of its last row. */
  readonly ended?: boolean
  /** Of one that is kept: counts how often it was, so that two who compare at the same time do not overwrite each other. */
  readonly revision?: number
  /** Of one that is kept: hashes of the good feeds before it, newest first. */
  readonly earlier?: readonly string[]
}

/** Somebody in a feed. The kept feed has everybody whom its source ever had, also those who are missing. */
export interface FeedPerson {
  readonly row: number
  readonly person: Person
  /** `asOf` of the first feed that they were missing in; absent for who was in the last one. */
  readonly missingSince?: string
  /** The same, of feeds that proved to be complete and followed each other. */
  readonly absentSince?: string
  /** They were taken for a leaver because they were absent. */
  readonly absent?: true
  /** They are unclear, so nothing was done for them yet. */
  readonly suspect?: true
  /** The hire was cancelled. */
  readonly cancelled?: true
  /** As the feed has them, where that is their next employment and the one that is kept has not ended yet. */
  readonly next?: Person
  /** `asOf` of the first feed of the source, whose last days have not led to anything yet. */
  readonly baseline?: string
}

export type FeedFormat = 'csv' | 'json' | 'yaml' | 'xlsx' | 'scim'

/** Where a field of a person comes from. */
export interface FeedMapping {
  /** A field of a person, or `extra.` and a key. */
  readonly field: string
  /** Column, pointer or expression, as it was written. */
  readonly from: string
  /** mapped: by `person:` of the settings · name: the column is called like the field · scim: by the built-in mapping. */
  readonly by: 'mapped' | 'name' | 'scim'
  /** How many of the people that were accepted have a value. */
  readonly filled: number
  /** What the first people in the file have; an empty text for nothing. */
  readonly samples: readonly string[]
}

/** A feed as it was read and what it means, tried out. */
export interface FeedPreview {
  readonly reading: FeedReading
  readonly report: FeedReport
}

/** How a feed was understood, for whoever tries out its settings. */
export interface FeedReading {
  readonly snapshot: FeedSnapshot
  readonly format: FeedFormat
  /** How it is written: encoding, delimiter, sheet, pointer to the list. */
  readonly written: readonly string[]
  readonly mapping: readonly FeedMapping[]
  /** Columns that nothing reads and that are not ignored. */
  readonly unknown: readonly string[]
  /** What is worth knowing and no mistake. */
  readonly notes: readonly string[]
}
