import type { Json, JsonObject } from '../model/json.ts'
import type { AttributePath } from './filter.ts'
import { isObject } from './match-filter.ts'
import { parsePath } from './parse-filter.ts'
import { invalidSyntax, invalidValue, ScimProblem } from './scim-problem.ts'

/** One operation of a PATCH; without a path it is about the user. https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2 */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path: AttributePath
  readonly value: Json | undefined
}

const MOST_OPERATIONS = 1000
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** Reads the body of a PATCH. Operations without a path become one for each attribute, as do paths with dots in place of maps, which Entra sends. */
export const readPatch = (body: JsonObject): readonly PatchOperation[] => {
  const { schemas, Operations: given } = body
  if (!Array.isArray(schemas) || schemas.length !== 1 || schemas[0] !== PATCH)
    throw invalidSyntax(`schemas of a PATCH is ["${PATCH}"].`)
  if (!Array.isArray(given) || given.length === 0) throw invalidSyntax('Operations is missing.')
  if (given.length > MOST_OPERATIONS) throw tooMany()
  const all = given.flatMap((each: Json, index) => readOperation(each, index + 1))
  if (all.reduce((sum, { value }) => sum + (isObject(value) ? Object.keys(value).length : 1), 0) > MOST_OPERATIONS)
    throw tooMany()
  return all
}

const tooMany = (): ScimProblem => invalidValue(`A PATCH changes ${MOST_OPERATIONS} values at most.`)

const readOperation = (given: Json, place: number): readonly PatchOperation[] => {
  if (!isObject(given)) throw invalidSyntax(`Operation ${place} is no map.`)
  const op = typeof given['op'] === 'string' ? given['op'].toLowerCase() : ''
  if (op !== 'add' && op !== 'replace' && op !== 'remove')
    throw invalidSyntax(`The op of operation ${place} is none of add, replace and remove.`)
  const { path = '', value } = given
  if (path !== null && typeof path !== 'string') throw invalidSyntax(`The path of operation ${place} is no text.`)
  if (op !== 'remove' && value === undefined) throw invalidValue(`Operation ${place} has no value.`)
  if (path) return [{ op, path: parsePath(path), value }]
  if (op === 'remove') throw new ScimProblem(400, `Operation ${place} does not say what to remove.`, 'noTarget')
  if (!isObject(value)) throw invalidValue(`The value of operation ${place}, which has no path, is no map.`)
  const settable = Object.entries(value).filter(([key]) => key.toLowerCase() !== 'schemas')
  return settable.map(([key, each]) => ({ op, path: parsePath(key), value: each }))
}
