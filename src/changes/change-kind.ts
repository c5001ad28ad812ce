import type { Fault } from '../model/fault.ts'
import type { Hazard, System } from '../model/glossary.ts'
import type { JsonObject } from '../model/json.ts'
import type { ObjectRef } from '../model/object-ref.ts'
import type { Target, Undo } from '../model/plan.ts'
import type { Secret } from '../model/secret.ts'
import type { Readers, Writers } from '../ports/systems.ts'

/** What a write answered, or what was found in its place: the id of the object, where the change makes or finds one. */
export interface Made {
  readonly id: string | null
  /** Shown beside the outcome, such as the path of a hand-over file. Never a secret. */
  readonly note?: string
}

/** How a change reads in a plan. */
export interface Description {
  readonly target: Target
  /** The line in the diff, beginning with a verb: "add Adele Vance to Sales". */
  readonly summary: string
  readonly before: JsonObject | null
  readonly after: JsonObject | null
  /** Which of the plan's counters the change belongs to. */
  readonly count: 'add' | 'modify' | 'remove' | 'wait' | 'other'
}

/** Turns references of a plan into ids: those of the directory while applying, placeholders while planning. */
export interface Resolve {
  /** Throws `run/not-made-yet` when the change that makes the object has not happened. */
  idOf(ref: ObjectRef): string
  /** While applying: when this change was last tried (RFC 3339), null before that. Absent where no run is asked about. */
  readonly triedAt?: string | null
}

/** What a change is given beside the systems when it is made. */
export interface ApplyContext extends Resolve {
  /** Generates a password that meets AD's and Entra's rules and avoids the parts of the names given, and keeps it for hand-over. */
  newPassword(avoid: readonly string[]): Secret
  /** Keeps a secret that the write itself answered, for hand-over. */
  keepSecret(secret: Secret): void
  /** The secret that another change of this run made; throws `run/secret-gone` after a crash, for it is stored nowhere. */
  secretOf(changeId: string): Secret
}

/** Where a change is projected to. */
export interface View {
  readonly read: Readers
  readonly write: Writers
  /** Writes as Entra Connect makes them: it may set what is mastered in Active Directory. */
  readonly sync: Writers
}

/** Rights that a kind of change needs, from which `joinery permissions` is made. */
export interface Needs {
  /** AD delegation, in the words of the security editor. */
  readonly ad?: readonly string[]
  /** Graph application permissions, least first. */
  readonly graph?: readonly string[]
  /** Management roles of Exchange Online, held through a role group. */
  readonly exchange?: readonly string[]
}

/** How a wait is waited for. */
export interface WaitPlan {
  readonly pollMs: number
  readonly withinMs: number
  /** What is waited for, for the progress line: "Entra to show adele.vance@contoso.com". */
  readonly for: string
  /** RFC 3339, where the wait is for a time: asking earlier is of no use. */
  readonly at?: string
}

/** Existing objects whose state a change alters, and DNs in Active Directory at which it puts something. */
export interface Written {
  readonly accounts?: readonly ObjectRef[]
  readonly groups?: readonly ObjectRef[]
  readonly places?: readonly string[]
}

/** What a change adds to the groups, licences or admin roles of an account, and what it takes from them. */
export interface Exchange {
  readonly account: ObjectRef
  readonly set: 'groups' | 'licences' | 'roles'
  readonly gains: readonly ObjectRef[]
  readonly loses: readonly ObjectRef[]
}

/** What of a change that was made can be taken back, by what the directory shows. */
export interface Remains<C> {
  /** The change as far as the directory shows it, with everything beside it as it is at this moment; null where nothing is left of it. */
  readonly change: C | null
  /** The same with what somebody else changed since. */
  readonly forced: C | null
  /** What that is, for people: `title is "Director", and was set to "Executive"`. */
  readonly moved: readonly string[]
  /** What nobody can take back, and why: `usageLocation: Entra does not let it be emptied`. */
  readonly final?: readonly string[]
}

export interface Irreversible {
  readonly irreversible: string
}

/**
 * The meaning of one kind of change, in one place: how it reads, what it could hurt, what it does, how to see that it holds, what undoes it.
 * Kinds never branch on one another; whoever holds a change asks `kindOf(change)`.
 */
export interface ChangeKind<C extends { readonly kind: string }> {
  readonly kind: C['kind']
  readonly system: System
  readonly undo: Undo
  readonly needs: Needs
  describe(change: C): Description
  hazards(change: C): readonly Hazard[]
  /** Objects the change points to; those not yet made become its `needs` in the plan. */
  refs(change: C): readonly ObjectRef[]
  /** What the guards look at: a write to a protected object is refused. A link to an object is no write to it. */
  writes(change: C): Written
  /** Present where the change is about one of several groups, licences or admin roles: taking one away need not leave the account with nothing. */
  exchanges?(change: C): Exchange
  /** Changes whose secret this one hands on. */
  secretsFrom?(change: C): readonly string[]
  /**
   * Why this write must not be made at this moment, asked of the live directory right before the intent is recorded: the last line against a plan whose
   * order, or whose world, is not what it was. null where nothing speaks against it; else the change fails with nothing sent, and `retry` asks again.
   */
  refuses?(change: C, read: Readers, context: Resolve): Promise<Fault | null>
  /** One write. */
  apply(change: C, to: Writers, context: ApplyContext): Promise<Made>
  /** What reads say afterwards, where that is not what `apply` does to the projection. */
  project?(change: C, view: View, context: ApplyContext): Promise<Made>
  /**
   * Whether what the change wants is so. One predicate, three uses: to skip what already holds, to verify, and to settle what a crash left
   * open. Answers the id that applying would have answered. `null` also where it cannot be seen, as with a password.
   */
  holds(change: C, read: Readers, context: Resolve): Promise<Made | null>
  /**
   * What the directory shows where `after` of the description was wanted, in the same shape; null where there is nothing at all. Asked for the
   * message when a change does not hold that the server has accepted.
   */
  found?(change: C, read: Readers, context: Resolve): Promise<JsonObject | null>
  /** Present where the change is a wait: nothing is written, `holds` is asked until it does. */
  wait?(change: C): WaitPlan
  /**
   * What a person has to do where the organisation has no driver for the system: the exact cmdlet of Exchange Online PowerShell. Present for
   * every kind of the system `exchange`, whose changes are planned as manual ones then.
   */
  byHand?(change: C): string
  /** Present where no driver does it either: the change is a person's in every organisation, and `byHand` may be empty. */
  readonly alwaysByHand?: true
  /** Present where the directory takes longer to show what was done than a verification waits; a wait of the same plan sees to it. */
  readonly showsLater?: true
  /**
   * Whether it may be made at the same time as others of its kind that stand beside it in a person's list: none of them needs what another
   * does, so that adapters can gather them into few requests.
   */
  sideBySide?(change: C): boolean
  /** Present where nothing in the directory shows that the change happened (a password, a file read by its receiver). */
  readonly unverifiable?: true
  /**
   * Present where making it twice would be noticed, as with a mail: once an attempt may have arrived, nothing sends it again, neither a resume nor a
   * retry. Answers what a person has to look at to know: "whether it is among the sent items of it@contoso.com". Nothing waits for such a change.
   */
  neverRepeat?(change: C): string
  /**
   * Present where the change makes a secret: the change that makes it anew when the first one is gone and nobody can have seen it, which is
   * so after a crash between making and handing over.
   */
  reissue?(change: C, made: Made): { readonly kind: string }
  /** The change that takes this one back, made with what it answered. Every reference in `change` is to an object that exists. */
  inverse(change: C, made: Made): { readonly kind: string } | Irreversible
  /**
   * Present where the change takes away something with an id of its own that is no target, such as an assignment: given back it has another id,
   * by which undo has to find it when it takes back an earlier change of the same run. null where its id stays, or stands for something else.
   */
  takes?(change: C): ObjectRef | null
  /**
   * What is left to take back, where that is not simply all of it while the change holds and nothing otherwise. Every reference in `change` is
   * to an object that exists.
   */
  remains?(change: C, made: Made, read: Readers): Promise<Remains<C>>
}
