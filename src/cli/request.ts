import type { ExportFormat } from '../model/audit.ts'
import type { HostInstall } from '../model/schedule-report.ts'

/** Options that every command has. */
export interface GlobalOptions {
  readonly config: string | null
  readonly practice: boolean
  readonly json: boolean
  readonly quiet: boolean
  readonly color: boolean
  readonly logLevel: 'error' | 'info' | 'debug'
  readonly detailedExitcode: boolean
  /** How long to wait for another run, in milliseconds. */
  readonly lockTimeoutMs: number
}

/** What a command line asks for, as plain data. */
export type Request =
  | {
      readonly do: 'run'
      readonly playbook: string
      readonly inputs: readonly string[]
      readonly settings: readonly string[]
      readonly now: boolean
      readonly schedule: boolean
      readonly dryRun: boolean
      readonly yes: boolean
      readonly out: string | null
    }
  | {
      readonly do: 'plan'
      readonly playbook: string
      readonly inputs: readonly string[]
      readonly settings: readonly string[]
      readonly now: boolean
      readonly schedule: boolean
      readonly out: string | null
    }
  | { readonly do: 'apply' | 'approve'; readonly plan: string }
  | { readonly do: 'runs.list' }
  | { readonly do: 'runs.show'; readonly run: string }
  | { readonly do: 'resume' | 'retry'; readonly run: string }
  | { readonly do: 'resume.due' }
  | {
      readonly do: 'undo'
      readonly run: string
      readonly dryRun: boolean
      readonly yes: boolean
      readonly force: boolean
      readonly out: string | null
    }
  | {
      readonly do: 'audit.verify'
      readonly file: string | null
      readonly head: string | null
      readonly key: string | null
    }
  | { readonly do: 'schedule.list'; readonly all: boolean }
  | {
      readonly do: 'schedule.add'
      readonly playbook: string
      readonly inputs: readonly string[]
      readonly settings: readonly string[]
      readonly at: string | null
    }
  | {
      readonly do: 'schedule.change'
      readonly work: string
      readonly change: 'cancel' | 'hold' | 'release'
      readonly why: string | null
    }
  | { readonly do: 'schedule.move'; readonly work: string; readonly to: string }
  | { readonly do: 'schedule.run'; readonly work: string; readonly yes: boolean }
  | { readonly do: 'schedule.work'; readonly once: boolean; readonly everyMs: number }
  | {
      readonly do: 'schedule.install'
      readonly as: HostInstall['as']
      readonly serve: boolean
      readonly everyMs: number
      readonly out: string | null
    }
  | { readonly do: 'serve'; readonly port: number | null; readonly wait: boolean }
  | { readonly do: 'worker'; readonly sideBySide: number; readonly everyMs: number }
  | { readonly do: 'state.prepare' }
  | { readonly do: 'state.migrate'; readonly to: string | null }
  | { readonly do: 'audit.head' }
  | { readonly do: 'audit.export'; readonly format: ExportFormat; readonly out: string | null }
  | { readonly do: 'user.find' | 'user.show'; readonly person: string }
  | { readonly do: 'group.show'; readonly group: string; readonly only: 'ad' | 'entra' | null; readonly all: boolean }
  | {
      readonly do: 'group.change'
      readonly verb: 'add' | 'remove'
      readonly group: string
      readonly people: readonly string[]
      readonly only: 'ad' | 'entra' | null
      readonly dryRun: boolean
      readonly yes: boolean
      readonly out: string | null
    }
  | { readonly do: 'licence.list' }
  | {
      readonly do: 'feed.preview'
      readonly feed: string
      readonly settings: string | null
      readonly last: string | null
      readonly out: string | null
    }
  | {
      readonly do: 'adopt.propose'
      readonly feed: string
      readonly settings: string | null
      readonly dryRun: boolean
      readonly out: string
    }
  | {
      readonly do: 'adopt.decided'
      readonly feed: string
      readonly settings: string | null
      readonly decisions: string
      readonly dryRun: boolean
      readonly yes: boolean
      readonly out: string | null
    }
  | {
      readonly do: 'feed.sync'
      /** Names or places; none for all of the configuration. */
      readonly feeds: readonly string[]
      readonly settings: string | null
      readonly as: string | null
      readonly last: string | null
      readonly dryRun: boolean
      readonly accept: boolean
    }
  | { readonly do: 'feed.release'; readonly source: string; readonly person: string }
  | { readonly do: 'check'; readonly playbooks: readonly string[]; readonly online: boolean }
  | {
      readonly do: 'test'
      readonly playbooks: readonly string[]
      readonly only: string | null
      readonly junit: string | null
      readonly watch: boolean
    }
  | { readonly do: 'steps'; readonly verb: string | null }
  | { readonly do: 'explain'; readonly code: string | null }
  | { readonly do: 'permissions'; readonly playbooks: readonly string[] }
  | {
      readonly do: 'practice.start'
      readonly ldapPort: number
      readonly graphPort: number
      readonly graphTlsPort: number
      readonly people: number
      readonly roles: readonly string[] | null
      readonly publicUrl: string | null
      readonly faults: string | null
      readonly state: string | null
    }
  | { readonly do: 'practice.reset' | 'practice.show'; readonly state: string | null }
  | { readonly do: 'practice.advance'; readonly state: string | null; readonly ms: number }
