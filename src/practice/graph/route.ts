import type { GraphAnswer, GraphCall } from './graph-call.ts'

/** One operation. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Segments behind `/v1.0`; `{id}` and `{ref}` stand for one segment each. The key of its permissions as well. */
  readonly path: string
  handle(call: GraphCall): GraphAnswer
}
