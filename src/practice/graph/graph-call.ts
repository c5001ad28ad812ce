import type { Json } from '../../model/json.ts'
import type { EntraStore } from '../entra/entra-store.ts'
import type { MailboxStore } from '../exchange/mailbox-store.ts'
import type { Pages } from './odata/pages.ts'

/** The part of the company that Graph serves. */
export interface Tenancy {
  readonly entra: EntraStore
  readonly exchange: MailboxStore
  commit(): void
}

/** A request as it came in, over HTTP or inside a batch. */
export interface GraphRequest {
  readonly method: string
  /** Behind `/v1.0`, still percent-encoded, beginning with `/`. */
  readonly path: string
  readonly query: URLSearchParams
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string }
  /** undefined where the request had none. */
  readonly body: Json | undefined
  /** By which the answer can be found again. */
  readonly requestId: string
}

export interface GraphAnswer {
  readonly status: number
  readonly body?: Json
  /** A plain-text body instead of JSON, as of `/$count`. */
  readonly text?: string
  readonly headers?: { readonly [name: string]: string }
  /** There is no answer: the connection ends. */
  readonly cut?: true
}

/** Who asks: an application with the roles its token carries, or somebody who signed in to it. */
export interface Caller {
  readonly appId: string
  /** Of a person: the permissions that the application has in their name. */
  readonly roles: ReadonlySet<string>
  /** Id of the person. */
  readonly user?: string
}

/** Everything a resource needs to answer one request. */
export interface GraphCall {
  readonly store: EntraStore
  readonly exchange: MailboxStore
  readonly request: GraphRequest
  /** Values of the `{…}` parts of the route, decoded. */
  readonly params: { readonly [name: string]: string }
  /** The type named by a segment such as `/microsoft.graph.user` at the end of the path. */
  readonly cast: string | null
  /** The path ended in `/$count`. */
  readonly countOnly: boolean
  readonly caller: Caller
  readonly pages: Pages
  /** What links in answers begin with. */
  readonly publicUrl: string
}

/** The advanced query capabilities are switched on by a header. https://learn.microsoft.com/graph/aad-advanced-queries */
export const isEventual = (request: GraphRequest): boolean =>
  request.headers['consistencylevel']?.toLowerCase() === 'eventual'

export const noContent: GraphAnswer = { status: 204 }
