import type { Context, Hono } from 'hono'

/** What the routes of a source find in their context. */
export interface InboundVariables {
  /** Name of the source that has proved who it is. */
  readonly source: string
  /** Id that the log lines, traces and answers of this request have in common. */
  readonly requestId: string
}

/** Routes that every system which may push has of its own, behind the same guards: `/hooks/<source>`, `/scim/<source>/v2`. */
export interface RouteGroup {
  /** What sources may be told to push to: `hooks`, `scim`. Also the first part of the path. */
  readonly name: 'hooks' | 'scim'
  /** Path behind the name of the source, such as `/v2`; empty for none. */
  readonly suffix: string
  /** Content types that bodies may have, without parameters. */
  readonly contentTypes: readonly string[]
  readonly maxBodyBytes: number
  /** The answer where a request is turned away before it reaches the routes, or where they have failed. It gives no reason beyond the status. */
  refusal(context: Context, status: RefusalStatus): Response
  /** Routes of one source, relative to its path. `base` is the address of that path as others see it; null: as the request says. */
  routes(source: string, base: string | null): Hono<{ Variables: InboundVariables }>
}

export type RefusalStatus = 400 | 401 | 403 | 404 | 413 | 415 | 421 | 429 | 500 | 503
