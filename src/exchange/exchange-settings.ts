import type { Secret } from '../model/secret.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import type { ExchangeCloud } from './exchange-clouds.ts'

/** How Exchange Online is reached. */
export type ExchangeSettings =
  /** Over the interface that Microsoft's own module speaks. It is not documented and may change without notice. */
  | {
      readonly driver: 'adminapi'
      /** Tenant id or one of its domains. */
      readonly tenant: string
      readonly cloud: ExchangeCloud
      /** Address in place of the cloud's, such as the practice tenant's; `http:` on loopback only. */
      readonly baseUrl?: string | undefined
    }
  /** With the module ExchangeOnlineManagement in a PowerShell 7 process: what Microsoft supports. */
  | ({ readonly driver: 'pwsh' } & PwshSettings)

export interface PwshSettings {
  /** Tells the domain of the tenant that ends with `.onmicrosoft.com`, when it is needed. */
  readonly organization: () => Promise<string>
  readonly cloud: ExchangeCloud
  /** Application id. */
  readonly client: string
  /** PEM file with certificate and private key; `password` where the key is encrypted. */
  readonly certificate: string
  readonly password?: Secret | undefined
  /** Name or path of PowerShell 7. */
  readonly executable: string
  /** What the executable is started with in place of our script; for tests. */
  readonly args?: readonly string[] | undefined
  /** How long signing in and one cmdlet may take; for tests. */
  readonly connectSeconds?: number | undefined
  readonly cmdletSeconds?: number | undefined
}

export interface ExchangeDeps {
  readonly clock: Clock
  readonly random: Random
  /** An access token for Exchange's administration; the driver `pwsh` signs in by itself. */
  readonly token: () => Promise<Secret>
  readonly fetch?: typeof fetch | undefined
  /** Ends waiting between attempts at a read. */
  readonly signal?: AbortSignal | undefined
}
