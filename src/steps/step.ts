import type { z } from 'zod'
import type { Change } from '../changes/change.ts'
import type { AdEntry } from '../model/ad-entry.ts'
import type { EntraUser } from '../model/entra-objects.ts'
import type { Fault } from '../model/fault.ts'
import type { Mode, System } from '../model/glossary.ts'
import type { NotifySettings } from '../model/message.ts'
import type { Person } from '../model/person.ts'
import type { SourcePosition } from '../model/source-position.ts'
import type { Readers } from '../ports/systems.ts'
import type { NameCandidates } from './name-candidates.ts'

/** The accounts of the person as the projection shows them: as found, or as earlier steps of this plan will have made them. */
export interface PersonAccounts {
  /**
   * The AD account with the person's key, with the usual attributes and those named besides. Refuses two of them (`plan/two-accounts`).
   */
  ad(extraAttributes?: readonly string[]): Promise<AdEntry | null>
  entra(): Promise<EntraUser | null>
}

/** What a step may know while it plans. It holds no way to write. */
export interface StepContext {
  readonly read: Readers
  readonly person: Person
  readonly accounts: PersonAccounts
  readonly mode: Mode
  readonly organisation: { readonly name: string; readonly mailDomain: string }
  /** Attributes that tie a person to accounts. */
  readonly key: { readonly ad: string; readonly entra: string }
  /** How people are named here, best candidate first. */
  readonly names: NameCandidates
  /** Why the person's roles give something: `reasonFor('groups', 'Sales')` is "from department Sales". */
  reasonFor(kind: 'groups' | 'cloudGroups' | 'licences', name: string): string | undefined
  /** Why the person's roles gave something that they give no longer: "was from department Sales". */
  formerReasonFor?(kind: 'groups' | 'cloudGroups' | 'licences', name: string): string | undefined
  /** The place of a field of the person in the input, or of the step in the playbook. */
  where(field?: string): SourcePosition
  /** OUs (DNs, or relative to the domain) that Entra Connect synchronises, as joinery.yaml says; absent where it says nothing. */
  readonly syncedOus?: readonly string[]
  /** Whether the policy lets this playbook give a privileged group, given everything that a policy may call it; nothing is let where absent. */
  allowsPrivilege?(spellings: readonly string[]): boolean
  /** The id that a change of this kind will have when this step asks for it; `about` tells several of a kind apart. */
  changeId(kind: Change['kind'], about?: string): string
  /** What the steps before have planned for this person; `step` is the id of the step in the playbook. */
  planned?(): readonly PlannedBefore[]
  /** Whom the organisation can tell something; nobody where absent. */
  readonly notify?: NotifySettings
}

/** A change that a step before has planned. */
export interface PlannedBefore {
  readonly id: string
  readonly step: string
  readonly change: Change
  /** Whether somebody has to do it by hand. */
  readonly manual: boolean
}

/** What looking something up by its name takes. */
export type LookUp = Pick<StepContext, 'read' | 'where'>

/** One change that a step asks for. */
export interface Wanted {
  readonly change: Change
  /** What tells it from other changes of the same kind in the same step, such as the group's id; part of the change's id. */
  readonly about?: string
  /** Ids of changes it depends on beyond those its references name. */
  readonly needs?: readonly string[]
  /** Set where it waits for days: it stands behind everything else of the person, with what needs it, so that it holds nothing up. */
  readonly later?: true
  /** Shown behind the summary: "from department Sales". */
  readonly because?: string | undefined
}

/** What a step found out. `faults` stop the plan; all steps and people are still looked at, so that everything is reported at once. */
export interface StepAnswer {
  readonly changes: readonly Wanted[]
  /** How many things that were asked for hold already. */
  readonly holds: number
  /** In scope for later steps as `steps.<id>.<name>`. A secret is given by the id of the change that makes it. */
  readonly outputs?: { readonly [name: string]: string | boolean | readonly string[] | SecretOutput }
  readonly notes?: readonly string[]
  /** Set where the step does not apply here. */
  readonly skipped?: string
  readonly faults?: readonly Fault[]
}

/** Stands for the secret that the change with this id will make. */
export interface SecretOutput {
  readonly secretOf: string
}

export interface StepExample {
  readonly title: string
  /** The step as it stands in a playbook, beginning with `- `. */
  readonly yaml: string
  /** Summaries of the changes it plans for the sample person on the practice tenant. */
  readonly plans: readonly string[]
}

/** A verb of the playbook language. */
export interface Step<I = unknown> {
  readonly verb: string
  /** One line for the catalogue. */
  readonly summary: string
  /** What the reader should know before using it: what it finds, what it leaves alone, what it refuses. */
  readonly about: string
  /** Systems it needs; where the organisation lacks one, the step is listed as skipped. */
  readonly systems: readonly System[]
  /** Kinds of changes it may ask for; others are refused. The rights that a playbook needs are made from them. */
  readonly kinds: readonly Change['kind'][]
  /** Set where it gives the person an account that later steps work on: once it is refused, that they miss one says nothing new. */
  readonly makesAccount?: true
  /** AD delegation that it needs beside that of its changes, in the words of the security editor. */
  readonly rights?: readonly string[]
  /** Graph application permissions that its reads need beside those of its changes. */
  readonly reads?: readonly string[]
  readonly input: z.ZodType<I>
  /** Names and CEL types of what it puts in scope for later steps. */
  readonly outputs: { readonly [name: string]: 'string' | 'bool' | 'list<string>' | 'secret' }
  readonly examples: readonly [StepExample, ...StepExample[]]
  plan(context: StepContext, input: I): Promise<StepAnswer>
}

/** Keeps the input's type between schema and function. */
export const defineStep = <I>(step: Step<I>): Step<I> => step
