import { Client, type Middleware, ResponseType } from '@microsoft/microsoft-graph-client'
import type { Json } from '../model/json.ts'
import type { GraphAnswer, GraphRequest } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { SECONDS, uncarried } from './middleware.ts'
import { sendFault } from './send-fault.ts'

/** How long one request may take, answer included. */
export const REQUEST_SECONDS = 30

/**
 * Sends one request once and reads the answer to its end, whatever its status. Throws only where there is no answer.
 * The client is used as a pipe: of the answer it makes errors without details and streams without content, so it hands the answer on raw.
 */
export type Pipe = (request: GraphRequest, seconds?: number) => Promise<GraphAnswer>

export const graphPipe = (root: GraphRoot, middleware: Middleware[]): Pipe => {
  const client = Client.initWithMiddleware({ baseUrl: `${root.origin}/`, defaultVersion: root.version, middleware })
  return async (request, seconds = REQUEST_SECONDS) => {
    try {
      return await answerOf(await dispatch(client, request, seconds))
    } catch (error) {
      throw sendFault(uncarried(error), request, seconds)
    }
  }
}

const dispatch = (client: Client, request: GraphRequest, seconds: number): Promise<Response> => {
  const call = client.api(request.path).responseType(ResponseType.RAW).option(SECONDS, seconds)
  switch (request.method) {
    case 'GET':
      return call.get()
    case 'DELETE':
      return call.delete()
    case 'POST':
      return call.post(request.body)
    case 'PATCH':
      return call.patch(request.body)
    case 'PUT':
      return call.put(request.body)
  }
}

const answerOf = async (response: Response): Promise<GraphAnswer> => {
  const text = await response.text()
  return { status: response.status, headers: response.headers, json: parsed(text), text }
}

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
