import { defaultRoles } from '../../src/practice/graph/default-roles.ts'
import { difference } from './compare-answer.ts'
import type { DocumentedType, GraphExample } from './graph-corpus.ts'
import { type StagedRequest, stageExample } from './graph-seeds.ts'
import { openStage, type Stage } from './graph-stage.ts'

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
  const path = (await tokenPath(stage, request.path, `${url}/v1.0`, token)) ?? request.path
  const response = await fetch(`${url}/v1.0${path.replaceAll('#', '%23')}`, {
    method: request.method,
    headers: { ...headersOf(request), authorization: `Bearer ${token}` },
    ...bodyOf(request),
  })
  const text = await response.text()
  await stop()
  return difference(example, { status: response.status, text }, types)
}

const MORE_THAN_A_PAGE = 250

/** Tokens of documented answers mean nothing to another tenant: the same request with one that this tenant gave. */
const tokenPath = async (stage: Stage, path: string, base: string, token: string): Promise<string | null> => {
  const [, collection, kind] = /^\/(users|groups)\/delta.*\$(skip|delta)token=/.exec(path) ?? []
  if (collection === undefined) return null
  const type = collection === 'users' ? 'user' : 'group'
  const known = { givenName: 'Adele', surname: 'Vance', description: 'Everybody' }
  if (kind === 'skip')
    for (let count = 0; count < MORE_THAN_A_PAGE; count++) {
      const id = stage.put(type, known)
      if (type === 'group') stage.store.link('members', id, stage.store.users()[0]?.id ?? id)
    }
  const select = type === 'user' ? '$select=displayName,givenName,surname' : '$select=displayName,description,members'
  const first = kind === 'skip' ? `${collection}/delta?${select}` : `${collection}/delta?${select}&$deltatoken=latest`
  const answer = await fetch(`${base}/${first}`, { headers: { authorization: `Bearer ${token}` } })
  const body = (await answer.json()) as { readonly [member: string]: string }
  if (kind === 'delta') stage.put(type, known)
  const link = body['@odata.nextLink'] ?? body['@odata.deltaLink'] ?? ''
  return link.slice(link.indexOf('/v1.0') + '/v1.0'.length)
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
