import type { EntraStore } from '../../entra/entra-store.ts'
import type { PracticeClock } from '../../practice-clock.ts'
import type { DeviceCodes } from './device-codes.ts'
import type { TokenIssuer } from './token-issuer.ts'

/** What a refresh token stands for. */
export interface Grant {
  readonly user: string
  readonly scope: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Since when sessions of the person counted when it was given. */
  readonly validFrom: string
}

/** The application that may sign in. */
interface SignInClient {
  readonly appId: string
  readonly secret: string
  /** Certificates as PEM, instead of the secret. */
  readonly certificates: readonly string[]
  /** The roles that it has at this moment. */
  roles(): readonly string[]
}

export interface SignInScene {
  readonly entra: EntraStore
  readonly devices: DeviceCodes
  /** By refresh token. */
  readonly grants: Map<string, Grant>
  readonly clock: PracticeClock
  /** Clients date their assertions by their own time, whatever the company's is. */
  readonly clientClock: PracticeClock
  readonly issuer: TokenIssuer
  readonly client: SignInClient
  /** Names that the tenant answers to: its id and its domains. */
  readonly tenants: readonly string[]
}
