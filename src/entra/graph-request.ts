import type { Effect } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { DeletablePath, GraphPath } from './graph-url.ts'

/** One request to Graph. `doing` says what it is for, as the end of a sentence: "adding a member to the group 7f3c…". */
export type GraphRequest = { readonly doing: string } & (
  | { readonly method: 'GET'; readonly path: GraphPath }
  | {
      readonly method: 'POST' | 'PATCH' | 'PUT'
      readonly path: GraphPath
      readonly body: Json
      /** Set for a batch of reads: sent by POST, and changes nothing. */
      readonly readsOnly?: true
    }
  | { readonly method: 'DELETE'; readonly path: DeletablePath }
)

/** What came back, read to its end. `json` is undefined where there was no JSON. */
export interface GraphAnswer {
  readonly status: number
  readonly headers: Headers
  readonly json: Json | undefined
  /** The body as text, for answers that are no JSON. */
  readonly text: string
}

/** Sends a request and answers what came back if that is a success; throws a fault otherwise. */
export type Send = (request: GraphRequest) => Promise<GraphAnswer>

/** Whether the request changes something if it arrives. */
export const changes = (request: GraphRequest): boolean => request.method !== 'GET' && !('readsOnly' in request)

const states: { readonly [effect in Effect]: string } = {
  none: 'Nothing was changed.',
  done: 'The change was made.',
  unknown: 'Whether the change was made is not known; it has to be read back before anything else.',
}

export const stateText = (effect: Effect): string => states[effect]
