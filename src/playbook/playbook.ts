import type { Checked } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { PeopleRule } from '../model/people-rule.ts'
import type { Person } from '../model/person.ts'
import type { InputDeclarations, InputValues } from '../model/playbook-input.ts'
import type { SourcePosition } from '../model/source-position.ts'
import type { NameCandidates } from '../steps/name-candidates.ts'
import type { Step } from '../steps/step.ts'

/** Stands in scope for a secret that a change of this plan will make; expressions can only hand it on whole. */
export interface SecretValue {
  readonly secretOf: string
}

/** What a step put in scope. */
export type StepOutputs = { readonly [name: string]: string | boolean | readonly string[] | SecretValue }

/** The names that expressions of a playbook see. */
export interface Scope {
  readonly person: Person
  /** The person's account as found before the first step; null if there is none. */
  readonly account: {
    readonly dn: string
    readonly sAMAccountName: string
    readonly userPrincipalName: string
    readonly mail: string
    /** The first description; empty where there is none, and in Entra, which has none. */
    readonly description: string
    readonly enabled: boolean
  } | null
  readonly ad: { readonly base: string; readonly dnsName: string }
  readonly organisation: { readonly name: string; readonly mode: string; readonly mailDomain: string }
  /** The day on which the plan is made, `YYYY-MM-DD`, where the person works. */
  readonly today: string
  /** What the playbook declares under `inputs:`. */
  readonly inputs: InputValues
  readonly roles: RoleGrants
  /** What the roles gave by the data that the account carries, and give no longer by the data of the input. */
  readonly formerRoles: FormerGrants
  readonly steps: { readonly [id: string]: StepOutputs }
}

/** What `roles.yaml` gives a person: the union over everything that applies. */
export interface RoleGrants {
  readonly groups: readonly string[]
  readonly cloudGroups: readonly string[]
  readonly licences: readonly string[]
  readonly ou: string
  readonly expires: string
  /** Why each entry is there: `reasons.groups.Sales` is "from department Sales". */
  readonly reasons: { readonly groups: Reasons; readonly cloudGroups: Reasons; readonly licences: Reasons }
  /** Whether somebody has to approve this before it is applied, and which role says so. */
  readonly approval: readonly string[]
}

/** In scope as `roles.former`. */
export interface FormerGrants {
  readonly groups: readonly string[]
  readonly cloudGroups: readonly string[]
  readonly licences: readonly string[]
  /** Why each entry was there: `reasons.groups.Sales` is "was from department Sales". */
  readonly reasons: { readonly groups: Reasons; readonly cloudGroups: Reasons; readonly licences: Reasons }
}

export type Reasons = { readonly [entry: string]: string }

/** One step of a checked playbook: its expressions are compiled and its schema is known. */
export interface PlaybookStep {
  /** As given, or the verb with a number: `ad.groups`, `ad.groups-2`. */
  readonly id: string
  readonly verb: string
  readonly title: string | null
  readonly where: SourcePosition
  readonly ifFails: 'stop' | 'continue'
  /** Ids of steps all of whose changes must hold first. */
  readonly needs: readonly string[]
  readonly step: Step
  /** The condition in `when:`; true without one. */
  when(scope: Scope, item?: Json): Checked<boolean>
  /** The list of `for-each:`; null without one. Inside the step an item is called `item`. */
  forEach(scope: Scope): Checked<readonly Json[] | null>
  /** The input with every expression evaluated once, checked against the step's schema. */
  input(scope: Scope, item?: Json): Checked<unknown>
}

/** A playbook that passed every static check. */
export interface Playbook {
  readonly name: string
  readonly title: string
  /** The file it was read from. */
  readonly file: string
  /** `sha256:` over the playbook, the roles and the naming rules. */
  readonly hash: string
  /** Sample input beside it, as given in `sample:`. */
  readonly sample: string | null
  /** Whom it works on. */
  readonly people: PeopleRule
  readonly inputs: InputDeclarations
  /** Every word of its expressions, so that nobody looks up what it does not ask for. */
  readonly words: ReadonlySet<string>
  readonly steps: readonly PlaybookStep[]
  /** The day of `due:`, as `YYYY-MM-DD` or RFC 3339; absent where the playbook runs when asked. */
  due?(scope: Scope): Checked<string>
}

/** What belongs to every playbook of an organisation. */
export interface House {
  readonly names: NameCandidates
  /** The union of what `roles.yaml` gives; an unknown department or role is a fault. */
  grants(person: Person, where?: { readonly [field: string]: SourcePosition }): Checked<RoleGrants>
  /** Every role that `roles.yaml` knows, as it spells them. */
  roleNames?(): readonly string[]
}
