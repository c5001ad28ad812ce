import type { Mode } from '../model/glossary.ts'
import type { NotifySettings } from '../model/message.ts'
import type { PendingWork } from '../model/pending-work.ts'
import type { PersonRecord } from '../model/person.ts'
import type { House, Playbook } from '../playbook/playbook.ts'
import type { Readers } from '../ports/systems.ts'
import type { GuardSettings } from './guards/evaluate-guards.ts'

/** The organisation as a playbook sees it. */
export interface Organisation {
  readonly name: string
  readonly mode: Mode
  readonly mailDomain: string
}

/** Everything that planning needs; nothing in it can write. */
export interface PlanRequest {
  readonly playbook: Playbook
  readonly people: readonly PersonRecord[]
  readonly house: House
  readonly organisation: Organisation
  /** Attributes that tie a person to accounts. */
  readonly key: { readonly ad: string; readonly entra: string }
  readonly readers: Readers
  /** OUs that Entra Connect synchronises; absent where that is not known. */
  readonly syncedOus?: readonly string[]
  /** Who asks for the plan, for the record. */
  readonly actor: string
  /** What parked runs of the same playbook wait to do. */
  readonly pending?: readonly PendingWork[]
  /** Whether people are worked on before the playbook is due for them. */
  readonly now?: boolean
  /** Whom steps can tell something; nobody where absent. */
  readonly notify?: NotifySettings
  /** What the guards go by; the safe defaults where absent. */
  readonly guards?: GuardSettings
}
