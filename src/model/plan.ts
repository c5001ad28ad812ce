import type { Hazard, Mode, System } from './glossary.ts'
import type { Json, JsonObject } from './json.ts'

/** What a change is done to, for display; `id` is null while the object does not exist. */
export interface Target {
  readonly type:
    | 'account'
    | 'mailbox'
    | 'group'
    | 'licence'
    | 'secret'
    | 'wait'
    | 'message'
    | 'application'
    | 'device'
    | 'drive'
    | 'task'
  readonly id: string | null
  readonly name: string
}

/** Whether and how a change can be taken back. */
export type Undo = 'reversible' | 'needs-before-image' | 'irreversible'

/** Whether something appears, changes, goes away, is waited for, or happens outside of a directory's values. */
export type Action = 'add' | 'modify' | 'remove' | 'wait' | 'other'

/** One change in a plan: how it reads, what it depends on, and the inert data that makes it. */
export interface PlannedChange {
  /** Comes from person, step and kind; equal for equal input. */
  readonly id: string
  /** employeeId. */
  readonly person: string
  /** Id of the playbook step that asked for it. */
  readonly step: string
  /** `<system>.<object>.<verb>`. */
  readonly kind: string
  /** What it does to its target; the plan's counters count these. */
  readonly action: Action
  readonly system: System
  readonly target: Target
  readonly summary: string
  /** Values that the change replaces, by attribute; null where there was no object. */
  readonly before: JsonObject | null
  /** Values afterwards, by attribute. `{"knownAfter": "<change id>"}` stands for a value born when the plan is applied. */
  readonly after: JsonObject | null
  /** Changes that must hold before this one may be made. */
  readonly needs: readonly string[]
  readonly hazards: readonly Hazard[]
  readonly undo: Undo
  /**
   * Present where nobody but a person can make the change, for no interface does it, or the organisation has no driver for the
   * system: the line to type, empty where there is none. It is sent by nobody, counts under `other` and stops no other change.
   */
  readonly manual?: string
  /** Whether the person's later changes go on when this one fails. */
  readonly ifFails: 'stop' | 'continue'
  /** The change itself; only `changes/` knows its members. */
  readonly change: JsonObject
}

export interface SkippedStep {
  readonly step: string
  readonly because: string
}

/** What somebody loses by a plan as a whole; a licence or groups that others take the place of are not lost. */
export type Loss = 'sign-in' | 'data' | 'access' | 'licence' | 'groups'

export interface PlanPerson {
  readonly key: string
  readonly name: string
  /** Ids of the person's changes in the order they are made. */
  readonly changes: readonly string[]
  /** How many things that the playbook asks for hold already. */
  readonly holds: number
  readonly skipped: readonly SkippedStep[]
  /** What a reader of the plan should know, such as which name was chosen and why. */
  readonly notes: readonly string[]
  /** What the person loses; absent where that is nothing. */
  readonly loses?: readonly Loss[]
}

export interface GuardVerdict {
  readonly name: string
  readonly verdict: 'ok' | 'refused' | 'needs-approval'
  readonly because?: string
  readonly hint?: string
  /** Whose approval lets a plan through that the guard stops; absent where nobody's does. */
  readonly approvers?: Approvers
}

export interface Approvers {
  /** How many people. */
  readonly count: number
  /** Whether who asked for the plan counts as one of them. */
  readonly requesterCounts: boolean
}

/** One thing that planning read, and a hash of the answer; asked again before the plan is applied. */
export interface RecordedRead {
  readonly system: 'ad' | 'entra' | 'exchange'
  readonly read: string
  readonly args: readonly Json[]
  /** Hash of what matters of the answer. */
  readonly answer: string
  /** The answer in short, to tell what was there before; absent where it is long. */
  readonly kept?: Json
}

/** Changes of parked runs that another plan takes the place of. */
export interface Superseded {
  readonly run: string
  readonly person: string
  readonly changes: readonly string[]
}

export type PlanCounts = { readonly [action in Action]: number }

/** What was asked for and shown; inert. The runner applies exactly this and never sees a playbook. */
export interface Plan {
  readonly format: 'joinery.plan/1'
  /** Hash of playbook, people, changes and basis: equal plans have equal ids. */
  readonly id: string
  readonly playbook: { readonly name: string; readonly title: string; readonly hash: string }
  readonly mode: Mode
  /** SID of the domain and id of the tenant that the plan was made for; null where the organisation has none. Plans without it are bound by their basis alone. */
  readonly directory?: { readonly domain: string | null; readonly tenant: string | null }
  /** RFC 3339. */
  readonly createdAt: string
  readonly expiresAt: string
  readonly actor: string
  /** Hash over everything that planning read. */
  readonly basis: string
  readonly reads: readonly RecordedRead[]
  readonly people: readonly PlanPerson[]
  readonly changes: readonly PlannedChange[]
  readonly counts: PlanCounts
  readonly guards: readonly GuardVerdict[]
  /** What parked runs give up in favour of this plan; absent where that is nothing. */
  readonly supersedes?: readonly Superseded[]
}
