import type { Mode } from '../model/glossary.ts'
import type { SecretRef } from './secret-ref.ts'
import type { ServeConfig } from './serve-config.ts'

/** What `joinery.yaml` says, checked, with every path absolute and every default filled in. Secrets are still references. */
export interface Config {
  /** The file it came from; null where there is none. */
  readonly file: string | null
  readonly organisation: Organisation
  /** Absent in mode cloud. */
  readonly ad?: 'practice' | AdConfig
  /** Absent in mode ad. */
  readonly entra?: 'practice' | EntraConfig
  readonly exchange: ExchangeConfig
  /** Attributes that hold the employeeId of a person. */
  readonly key: { readonly ad: string; readonly entra: 'employeeId' }
  readonly state: StateConfig
  /** Folder of the playbooks. */
  readonly playbooks: PathSetting
  readonly policy: PathSetting
  readonly naming: PathSetting
  readonly roles: PathSetting
  readonly notify: NotifyConfig
  readonly serve: ServeConfig
  /** In the order of their names. */
  readonly feeds: readonly FeedConfig[]
}

export interface Organisation {
  readonly name: string
  readonly mode: Mode
  readonly mailDomain: string
}

/** A path, absolute. `given` is false for a default, which may point to nothing. */
export interface PathSetting {
  readonly path: string
  readonly given: boolean
}

export interface AdConfig {
  /** Servers in the order to try, or a domain whose SRV records name them. */
  readonly find: { readonly servers: readonly string[] } | { readonly discover: string }
  /** Distinguished name of the domain; null: as the server says. */
  readonly base: string | null
  /** UPN, `DOMAIN\name` or distinguished name of the service account. */
  readonly user: string
  readonly password: SecretRef
  /** The last day on which the password is good, `YYYY-MM-DD`; people are told before it. */
  readonly expires?: string | undefined
  /** PEM file with the certificate authority of the servers; null: those of the machine. */
  readonly ca: string | null
  /** OUs that Entra Connect synchronises, as DNs or relative to the domain; null: not known. */
  readonly syncedOus: readonly string[] | null
}

export type Cloud = 'global' | 'usgov' | 'usgovdod' | 'china'

/** How this machine proves to Entra who it is. `client` is the application id of the app registration. */
export type CredentialConfig =
  | {
      readonly kind: 'certificate'
      readonly client: string
      readonly certificate: string
      readonly password?: SecretRef
    }
  /** `expires`: the last day on which the secret is good, `YYYY-MM-DD`; a secret cannot be asked for it. */
  | {
      readonly kind: 'secret'
      readonly client: string
      readonly secret: SecretRef
      readonly expires?: string | undefined
    }
  | { readonly kind: 'managed-identity'; readonly client?: string }
  | { readonly kind: 'workload-identity'; readonly client?: string; readonly tokenFile?: string }
  | { readonly kind: 'azure-cli' }
  | { readonly kind: 'device-code'; readonly client: string }

export interface EntraConfig {
  /** Tenant id or one of its domains. */
  readonly tenant: string
  readonly cloud: Cloud
  readonly credential: CredentialConfig
  /** Another Graph than the cloud's with its version, such as `practice start` serves one; https, or http on this machine. */
  readonly graph: string | null
  /** Another sign-in service than the cloud's. */
  readonly authority: string | null
}

/**
 * How Exchange Online is reached, with the application of the section `entra`. `none`: its changes are tasks for people. `adminapi`: over the
 * undocumented interface of Microsoft's own module. `pwsh`: with that module in PowerShell 7.
 */
export type ExchangeConfig =
  | { readonly driver: 'none' }
  /** `address`: another server than the cloud's, such as `practice start` serves one; https, or http on this machine. */
  | { readonly driver: 'adminapi'; readonly address: string | null }
  /** `organization`: the tenant's domain that ends with onmicrosoft.com; null: as Entra says. `executable`: name or path of PowerShell 7. */
  | { readonly driver: 'pwsh'; readonly organization: string | null; readonly executable: string }

/** Where Joinery keeps what it has to remember. */
export interface StateConfig {
  /** Holds the embedded database, unless `postgres` is given; the signing key and the practice company in any case. */
  readonly folder: string
  /** The address of a PostgreSQL database, which then holds journal, schedules and feeds. */
  readonly postgres?: SecretRef
}

/** What an event of a feed is done with. `cancelled`: for somebody who has an account already although the hire was cancelled. */
export type FeedPlaybooks = { readonly [event in FeedPlaybookName]?: string | undefined }
export type FeedPlaybookName = 'joiner' | 'mover' | 'leaver' | 'rehire' | 'correction' | 'cancelled'

/** A source of people. One with neither file nor address is pushed. */
export interface FeedConfig {
  readonly name: string
  /** Path of its file. */
  readonly file: string | null
  /** https address. */
  readonly url: string | null
  /** Path of feed.yaml; null where everything is recognised. */
  readonly map: string | null
  /** Sent to the address as a bearer token. */
  readonly token?: SecretRef
  /** When it is read, as cron writes it; null: when somebody asks. */
  readonly every: string | null
  readonly playbooks: FeedPlaybooks
  /** How many days before the first day somebody is worked on. */
  readonly before: { readonly joiner: number; readonly rehire: number }
  /** What it means that somebody is not in the feed any more. `leaver`: of complete feeds alone, and twice. */
  readonly absence: 'report' | 'leaver'
}

export interface NotifyConfig {
  /** `operators`: who is told what waits for people and what has failed; the mailbox `from` itself where absent. */
  readonly mail?: { readonly from: string; readonly operators?: readonly string[] | undefined }
  /** By name; the one that stands alone in the file is called `webhook`. */
  readonly webhooks?: { readonly [name: string]: WebhookConfig }
  /** Takes the notes of ticket.note. */
  readonly ticket?: WebhookConfig
}

export interface WebhookConfig {
  /** Whoever knows the address may post there, so it is a secret. */
  readonly url: SecretRef
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: SecretRef
  /** Whether the server is inside the own network. */
  readonly private: boolean
  /** `plain`: an object with `text`, as Slack and most services take it. `teams`: an adaptive card, as workflows of Teams take it. */
  readonly form: 'plain' | 'teams'
}
