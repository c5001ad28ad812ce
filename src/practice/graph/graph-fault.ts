import type { JsonObject } from '../../model/json.ts'
import type { GraphError } from './error-shapes.ts'
import { type GraphErrorId, graphErrors } from './graph-errors.ts'

/** A refusal on its way to the client. */
export class GraphFault extends Error {
  override readonly name = 'GraphFault'
  readonly id: GraphErrorId
  readonly status: number
  readonly code: string
  /** `{code, message, target}` of each property at fault, where Graph tells. */
  readonly details: readonly JsonObject[] | undefined
  /** Headers of the answer beside those that every answer has. */
  readonly headers: { readonly [name: string]: string }

  constructor(
    id: GraphErrorId,
    values: { readonly [name: string]: string | number } = {},
    details?: readonly JsonObject[],
    headers: { readonly [name: string]: string } = {},
  ) {
    const row: GraphError = graphErrors[id]
    super(row.message.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)))
    this.id = id
    this.status = row.status
    this.code = row.code
    this.details = details
    this.headers = headers
  }

  /** The body of the answer. https://learn.microsoft.com/graph/errors#json-representation */
  body(trace: { readonly at: number; readonly requestId: string; readonly clientRequestId: string }): JsonObject {
    if (this.id === 'lang-pim') return this.#pimBody()
    return {
      error: {
        code: this.code,
        message: this.message,
        ...(this.details ? { details: this.details } : {}),
        innerError: {
          date: new Date(trace.at).toISOString().slice(0, 19),
          'request-id': trace.requestId,
          'client-request-id': trace.clientRequestId,
        },
      },
    }
  }

  /** Role management speaks like this before it has understood a request. https://github.com/microsoftgraph/msgraph-sdk-javascript/issues/1839 */
  #pimBody(): JsonObject {
    return { ErrorCode: this.code, Message: this.message, Target: null, Details: null, InnerError: null }
  }
}

/** A uniqueness refusal, which names the property in its details. */
export const conflict = (id: GraphErrorId, property: string): GraphFault => {
  const message: string = graphErrors[id].message
  return new GraphFault(id, {}, [{ code: 'ObjectConflict', message, target: property }])
}
