import type { JsonObject } from '../../../model/json.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import type { Route } from '../route.ts'
import { bodyObject, resolveGroup } from './resolve.ts'

const named = ['displayName', 'mailNickname'] as const

/** Names of Microsoft 365 groups are held against the naming policy before anybody makes one. https://learn.microsoft.com/graph/api/group-validateproperties */
const validate = (call: GraphCall): GraphAnswer => {
  const body = bodyObject(call)
  const { prefix = '', suffix = '' } = call.store.tenant.policies?.groupNaming ?? {}
  const isWrong = (name: string): boolean => !name.startsWith(prefix) || !name.endsWith(suffix)
  const wrong = named.filter((property) => body[property] !== undefined && isWrong(String(body[property])))
  if (wrong.length > 0)
    throw new GraphFault(
      'validate',
      {},
      wrong.map((property) => misnamed(property, prefix, suffix)),
    )
  return noContent
}

const misnamed = (target: (typeof named)[number], prefix: string, suffix: string): JsonObject => ({
  target,
  code: 'MissingPrefixSuffix',
  message: `Property ${target} is missing a required prefix/suffix per your organization's Group naming requirements.`,
  prefix,
  suffix,
})

export const validatePropertiesRoutes: readonly Route[] = [
  { method: 'POST', path: '/directoryObjects/validateProperties', handle: validate },
  {
    method: 'POST',
    path: '/groups/{id}/validateProperties',
    handle(call) {
      resolveGroup(call)
      return validate(call)
    },
  },
]
