import type { SecretRef } from './secret-ref.ts'

/** How `joinery serve` listens, and who may push to it. */
export interface ServeConfig {
  readonly host: string
  readonly port: number
  /** Paths of PEM files; null: plain HTTP, on this machine or behind a proxy. */
  readonly tls: { readonly certificate: string; readonly key: string } | null
  /** Names that requests may be addressed to, beside those of this machine. */
  readonly names: readonly string[]
  /** Address under which others reach the service, without a slash at the end; null: as each request says. */
  readonly publicUrl: string | null
  /** How often the schedule is gone through, in milliseconds. */
  readonly everyMs: number
  /** False where workers of a team go through the schedule. */
  readonly schedule: boolean
  /** Whoever reads the metrics has to show it; absent: they are for this machine alone. */
  readonly metricsToken?: SecretRef
  /** In the order of their names. */
  readonly sources: readonly ServeSource[]
}

export type SourceRoutes = 'hooks' | 'scim'

/** A system that may push; it has the name of its feed. */
export interface ServeSource {
  readonly name: string
  readonly accepts: readonly SourceRoutes[]
  readonly perMinute: number
  readonly proof: ServeProof
}

/** `windowMs`: how far the time of a signed request may be from ours, in milliseconds. */
export type ServeProof =
  | { readonly kind: 'token'; readonly token: SecretRef }
  | {
      readonly kind: 'hmac'
      readonly secret: SecretRef
      readonly header: string
      readonly timestampHeader: string
      readonly windowMs: number
    }

/** The service where joinery.yaml says nothing of it: for this machine alone, and nobody may push. */
export const plainServe: ServeConfig = {
  host: '127.0.0.1',
  port: 7300,
  tls: null,
  names: [],
  publicUrl: null,
  everyMs: 60_000,
  schedule: true,
  sources: [],
}
