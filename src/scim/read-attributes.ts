import { isForbiddenKey } from '../files/plain-rules.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { showText } from '../model/show-text.ts'
import { isObject } from './match-filter.ts'
import { invalidSyntax, invalidValue } from './scim-problem.ts'
import { type AttributeRule, type AttributeRules, CORE, coreRules, schemaNamed } from './user-schemas.ts'

const LONGEST_TEXT = 4096
export const MOST_VALUES = 100
const DEEPEST = 5
/** A user with everything that the standard has is a tenth of it. */
const MOST_BYTES = 65_536

/**
 * Attributes of a user as they are kept: under the names of the schemas, with values of the right types. What a client may not set and what nobody is
 * ever told (`password`) is left out, as are attributes that the schemas do not have; those of extensions that are not known stay as they are.
 */
export const readAttributes = (given: JsonObject): JsonObject => {
  const found = Object.fromEntries([
    ...readObject(given, coreRules, ''),
    ...Object.entries(given).flatMap(([key, value]) => readExtension(key, value)),
  ])
  const userName = found['userName']
  if (typeof userName !== 'string' || userName.trim() === '') throw invalidValue('userName is missing.')
  if (Buffer.byteLength(JSON.stringify(found)) > MOST_BYTES)
    throw invalidValue(`A user may have ${MOST_BYTES} bytes at most.`)
  return found
}

const refuseKey = (key: string): void => {
  if (isForbiddenKey(key)) throw invalidSyntax(`No attribute may be called ${showText(key)}.`)
}

/** Names and values of the attributes that the rules have and a client may set. */
const readObject = (given: JsonObject, rules: AttributeRules, path: string): readonly (readonly [string, Json])[] => {
  const names = new Set<string>()
  return Object.entries(given).flatMap(([key, value]) => {
    refuseKey(key)
    const rule = rules.get(key.toLowerCase())
    if (!rule || rule.isReadOnly || rule.isSecret) return []
    if (names.has(rule.name)) throw invalidSyntax(`${path}${rule.name} is there twice.`)
    names.add(rule.name)
    const read = readValue(value, rule, path)
    return read === undefined ? [] : [[rule.name, read] as const]
  })
}

const readExtension = (key: string, value: Json): readonly (readonly [string, Json])[] => {
  if (!/^urn:/i.test(key)) return []
  const { id, rules } = schemaNamed(key)
  if (id === CORE || key.split(':').some(isForbiddenKey)) throw invalidSyntax(`${showText(key)} is no extension.`)
  if (value === null) return []
  if (!isObject(value)) throw invalidValue(`${showText(key)} has to be a map of attributes.`)
  const read = rules ? Object.fromEntries(readObject(value, rules, `${id}:`)) : (readAnything(value, 0) as JsonObject)
  return Object.keys(read).length === 0 ? [] : [[id, read]]
}

/** A value of an extension that is not known. */
const readAnything = (value: Json, depth: number): Json => {
  if (depth > DEEPEST) throw invalidValue(`A value has more than ${DEEPEST} levels.`)
  if (Array.isArray(value)) return value.map((each: Json) => readAnything(each, depth + 1))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      refuseKey(key)
      return [key, readAnything(each, depth + 1)]
    }),
  )
}

/** A value of an attribute; undefined for none. `path` stands in front of its name in messages. */
export const readValue = (value: Json, rule: AttributeRule, path = ''): Json | undefined => {
  const name = `${path}${rule.name}`
  // Neither yes nor no: who could be a leaver has to be said to be one.
  if (value === null && rule.type === 'boolean') throw invalidValue(`${name} is true or false.`)
  if (value === null) return undefined
  if (!rule.multiValued) return readSingle(value, rule, name)
  if (!Array.isArray(value)) throw invalidValue(`${name} has to be a list.`)
  if (value.length > MOST_VALUES) throw invalidValue(`${name} has more than ${MOST_VALUES} values.`)
  const all = value.map((each: Json) => readSingle(each, rule, name)).filter((each) => each !== undefined)
  return all.length === 0 ? undefined : all
}

const readSingle = (value: Json, rule: AttributeRule, name: string): Json | undefined => {
  if (rule.type === 'complex') return readComplex(value, rule, name)
  if (rule.type === 'boolean') return readBoolean(value, name)
  if (typeof value !== 'string') throw invalidValue(`${name} has to be a text.`)
  if (value.length > LONGEST_TEXT) throw invalidValue(`${name} is longer than ${LONGEST_TEXT} characters.`)
  return value
}

const readComplex = (value: Json, rule: AttributeRule, name: string): Json | undefined => {
  // Entra writes a manager as the bare id.
  const given = typeof value === 'string' && !rule.multiValued && rule.parts.has('value') ? { value } : value
  if (!isObject(given)) throw invalidValue(`${name} has to be a map.`)
  const parts = Object.fromEntries(readObject(given, rule.parts, `${name}.`))
  return Object.keys(parts).length === 0 || (rule.name === 'manager' && parts['value'] === '') ? undefined : parts
}

/**
 * Entra writes "True" and "False"; any other text could be a mistake that makes somebody a leaver.
 * https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility
 */
const readBoolean = (value: Json, name: string): boolean => {
  if (typeof value === 'boolean') return value
  if (value === 'True' || value === 'False') return value === 'True'
  throw invalidValue(`${name} is true or false.`)
}
