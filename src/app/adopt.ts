import type { AdoptionReport } from '../model/adoption.ts'
import type { Checked } from '../model/fault.ts'
import type { Plan } from '../model/plan.ts'

/** Which feed is held against the accounts. Paths are relative to the folder of the command. */
export interface AdoptOrder {
  /** Its name in `feeds:`, a file, an https address, or `-` for standard input. */
  readonly feed: string
  /** feed.yaml of what has no name; null where everything is recognised. */
  readonly settings: string | null
  /** New file that somebody is to decide in; null where none is written. */
  readonly out: string | null
  /** How the decisions are carried out, for the top of the file. */
  readonly command: string
}

/** What was proposed. */
export interface Proposed {
  readonly report: AdoptionReport
  /** What is worth knowing of the feed. */
  readonly notes: readonly string[]
  /** The file that was written; null where there is nothing to decide, or none was wanted. */
  readonly file: string | null
}

/** The decisions that are to be carried out. */
export interface DecidedOrder extends Omit<AdoptOrder, 'out' | 'command'> {
  /** The file that somebody has decided in. */
  readonly decisions: string
  /** Nothing may be left behind, not even a fresh practice company. */
  readonly readOnly: boolean
}

/** A plan made from decisions, and how many rows say what. */
export interface Decided {
  readonly plan: Plan
  readonly notes: readonly string[]
}

/** Giving existing accounts the keys of their people. */
export interface AdoptCommands {
  /** Finds out whose the accounts without a key may be. Changes nothing but the file. */
  proposeAdoption(order: AdoptOrder): Promise<Proposed>
  /** A plan that writes the keys as somebody has decided; applied like any other. */
  planAdoption(order: DecidedOrder): Promise<Checked<Decided>>
}
