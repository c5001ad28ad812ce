import type { IncomingMessage } from 'node:http'
import type { Json } from '../../../model/json.ts'
import { GraphFault } from '../graph-fault.ts'

/** Bytes. */
const LARGEST_BODY = 4 * 1024 * 1024

/** The body as text. A body over the limit is read to its end, so that the client hears the refusal, but not kept. */
export const readText = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= LARGEST_BODY) chunks.push(chunk)
  }
  if (size > LARGEST_BODY) throw new GraphFault('body-large')
  return Buffer.concat(chunks).toString('utf8')
}

/** The body as JSON; undefined where there is none. */
export const parseBody = (text: string, contentType: string | undefined): Json | undefined => {
  if (text.trim() === '') return undefined
  if (!contentType?.toLowerCase().includes('json')) throw new GraphFault('body-type')
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new GraphFault('body-json')
  }
}
