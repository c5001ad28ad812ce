import type { Secret } from '../model/secret.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import type { Cloud } from './clouds.ts'

/** How this machine proves to Entra who it is; CONTRACT §2. `client` is the application id of the app registration. */
export type CredentialSpec =
  /** A PEM file with the certificate and its private key; `password` where the key is encrypted. */
  | {
      readonly kind: 'certificate'
      readonly client: string
      readonly certificate: string
      readonly password?: Secret | undefined
    }
  | { readonly kind: 'secret'; readonly client: string; readonly secret: Secret }
  /** `client` for a user-assigned identity; without it the system-assigned one. */
  | { readonly kind: 'managed-identity'; readonly client?: string | undefined }
  /** Where absent, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE of the pod are used. */
  | {
      readonly kind: 'workload-identity'
      readonly client?: string | undefined
      readonly tokenFile?: string | undefined
    }
  | { readonly kind: 'azure-cli' }
  | { readonly kind: 'device-code'; readonly client: string }

export interface EntraSettings {
  /** Tenant id or one of its domains. */
  readonly tenant: string
  readonly cloud: Cloud
  /** `token`: an access token made elsewhere, as the practice tenant has one. */
  readonly credential: CredentialSpec | { readonly kind: 'token'; readonly token: Secret }
  /** Root of another Graph with its version, such as the practice tenant's; `http:` on loopback only. */
  readonly baseUrl?: string | undefined
  /** Sign-in service in place of the cloud's. */
  readonly authority?: string | undefined
}

export interface EntraDeps {
  readonly clock: Clock
  readonly random: Random
  readonly fetch?: typeof fetch | undefined
  /** Id of the run that is under way: every client-request-id begins with its digits, so that Microsoft's logs can be searched for a run. */
  readonly correlation?: (() => string | undefined) | undefined
  /** Ends waiting between attempts at a read. */
  readonly signal?: AbortSignal | undefined
  /** Shows the text with the code of a device-code sign-in. */
  readonly prompt?: ((text: string) => void) | undefined
}
