import type { Secret } from '../model/secret.ts'
import type { RouteGroup } from './route-group.ts'

/** How the service listens and who may push to it, with every secret at hand. */
export interface ServiceSettings {
  /** Address to listen on. */
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** PEM files; null: plain HTTP, on this machine or behind a proxy that encrypts. */
  readonly tls: { readonly certificate: string; readonly key: string } | null
  /** Names, beside those of this machine itself, that a request may be addressed to. */
  readonly names: readonly string[]
  /** Address under which others reach the service, without a slash at the end; null: as each request says. */
  readonly publicUrl: string | null
  /** Whoever reads the metrics has to show it; null: they are for this machine alone. */
  readonly metricsToken: Secret | null
  readonly sources: readonly InboundSource[]
  readonly limits: ServiceLimits
}

/** A system that may push. Its name is that of the feed that says what its data means. */
export interface InboundSource {
  readonly name: string
  /** Names of the groups of routes that it may use. */
  readonly accepts: readonly RouteGroup['name'][]
  readonly proof: SourceProof
  /** How many requests a minute it may make. */
  readonly perMinute: number
}

/** How a source proves who it is: by a token in `Authorization: Bearer …`, or by signing each request. */
export type SourceProof = { readonly kind: 'token'; readonly token: Secret } | SignatureProof

/** HMAC-SHA256 over `timestamp.body`, in hexadecimal or base64, perhaps behind `sha256=`. */
export interface SignatureProof {
  readonly kind: 'hmac'
  readonly secret: Secret
  /** Names of headers. */
  readonly header: string
  readonly timestampHeader: string
  /** How far the time of a request may be from ours, in milliseconds. */
  readonly windowMs: number
}

/** What one peer may take of the service. Times in milliseconds. */
export interface ServiceLimits {
  /** Until the headers of a request have come. */
  readonly headersMs: number
  /** Until all of a request has come. */
  readonly requestMs: number
  readonly connections: number
  /** How long what is under way may take to come to its end once the service is to stop. */
  readonly stopMs: number
}

export const standardLimits: ServiceLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  connections: 200,
  stopMs: 60_000,
}
