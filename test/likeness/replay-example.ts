import { defaultRoles } from '../../src/practice/graph/permissions.ts'
import { difference } from './compare-answer.ts'
import type { DocumentedType, GraphExample } from './graph-corpus.ts'
import { type StagedRequest, stageExample } from './graph-seeds.ts'
import { openStage } from './graph-stage.ts'

/** Examples are what an administrator may do. */
const roles = [...defaultRoles, 'RoleManagement.ReadWrite.Directory', 'Directory.ReadWrite.All']

/** Sends the request of an example to a tenant of its own. Answers what differs from the documented answer, null where nothing does. */
export const replayExample = async (
  example: GraphExample,
  types: { readonly [type: string]: DocumentedType },
): Promise<string | null> => {
  const stage = await openStage()
  const request = stageExample(stage, example)
  const { url, token, stop } = await stage.serve(roles)
  const response = await fetch(`${url}/v1.0${request.path.replaceAll('#', '%23')}`, {
    method: request.method,
    headers: { ...headersOf(request), authorization: `Bearer ${token}` },
    ...bodyOf(request),
  })
  const text = await response.text()
  await stop()
  return difference(example, { status: response.status, text }, types)
}

/** Fetch counts the bytes itself. */
const headersOf = ({ headers, body }: StagedRequest): { readonly [name: string]: string } => {
  const kept = Object.entries(headers).filter(([name]) => !/^content-/i.test(name))
  const type = typeof body === 'string' ? 'text/plain' : 'application/json'
  return { 'accept-language': 'en-US', ...Object.fromEntries(kept), ...(body === null ? {} : { 'content-type': type }) }
}

const bodyOf = ({ body }: StagedRequest): { readonly body?: string } => {
  if (body === null) return {}
  return { body: typeof body === 'string' ? body : JSON.stringify(body) }
}
