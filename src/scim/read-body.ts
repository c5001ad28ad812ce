import { readJson } from '../files/read-json.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { isObject } from './match-filter.ts'
import { invalidSyntax } from './scim-problem.ts'
import { CORE } from './user-schemas.ts'

/** The map in a body. Doubled keys, keys that reach a prototype, and more levels than anybody needs are refused. */
export const readBody = (text: string): JsonObject => {
  const read = readJson(text, 'the body')
  if (!read.ok) throw invalidSyntax(read.faults.map(({ message }) => message).join(' '))
  const value = read.value.value as Json
  if (!isObject(value)) throw invalidSyntax('The body is no map of attributes.')
  return value
}

/** Refuses what does not say that it is a user. */
export const refuseOther = ({ schemas }: JsonObject): void => {
  const names = Array.isArray(schemas) ? schemas.map((each: Json) => String(each).toLowerCase()) : []
  if (!names.includes(CORE.toLowerCase())) throw invalidSyntax(`schemas has to have ${CORE} in it.`)
}
