import type { Fault } from './fault.ts'
import type { Json } from './json.ts'

/** A verb of the playbook language, as the catalogue shows it. */
export interface StepEntry {
  readonly verb: string
  readonly summary: string
  readonly about: string
  readonly systems: readonly string[]
  /** JSON Schema of its input. */
  readonly input: Json
  readonly outputs: { readonly [name: string]: string }
  readonly examples: readonly { readonly title: string; readonly yaml: string; readonly plans: readonly string[] }[]
}

/** A fault of the catalogue without values. */
export interface FaultEntry {
  readonly code: string
  readonly title: string
  readonly category: string
  readonly about: string
  readonly hint: string
}

/** What checking one playbook found. */
export interface PlaybookFinding {
  readonly playbook: string
  readonly file: string
  readonly steps: number
  readonly faults: readonly Fault[]
  /** What is no mistake and worth knowing, such as that nothing of it applies in this mode. */
  readonly notes?: readonly string[]
}

/** The least rights for some playbooks. */
export interface PermissionNeeds {
  readonly playbooks: readonly string[]
  readonly ad: readonly string[]
  readonly graph: readonly string[]
  /** Management roles of Exchange Online, where Joinery has a driver for it. */
  readonly exchange: readonly string[]
}
