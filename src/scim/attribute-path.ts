import { isForbiddenKey } from '../files/plain-rules.ts'
import type { AttributePath } from './filter.ts'
import { type AttributeRule, CORE, coreRules, schemaNamed } from './user-schemas.ts'

/** Within the brackets of a filter, paths begin at the values of an attribute. */
export type PathScope = AttributeRule | null

const NAME = /^[$A-Za-z][-\w$]*$/

const isName = (text: string): boolean => NAME.test(text) && !isForbiddenKey(text)

/** Paths without filters; undefined for what is none, or names an attribute that does not exist. */
export const attributePath = (text: string, scope: PathScope = null): AttributePath | undefined => {
  const colon = text.lastIndexOf(':')
  if (scope) return colon < 0 ? within(scope, text) : undefined
  if (colon < 0) return below(null, text)
  if (!/^urn:/i.test(text) || text.split(':').some(isForbiddenKey)) return undefined
  const whole = schemaNamed(text)
  if (whole.rules || /:\d+\.\d+:\w+$/.test(text)) return allOf(whole.id)
  const schema = schemaNamed(text.slice(0, colon)).id
  return below(schema === CORE ? null : schema, text.slice(colon + 1))
}

const allOf = (id: string): AttributePath | undefined =>
  id === CORE ? undefined : { schema: id, attribute: null, part: null, filter: null, rule: null, partRule: null }

const below = (schema: string | null, text: string): AttributePath | undefined => {
  const [attribute = '', part = null, ...more] = text.split('.')
  if (more.length > 0 || !isName(attribute) || (part !== null && !isName(part))) return undefined
  const rules = schema === null ? coreRules : schemaNamed(schema).rules
  if (!rules) return { schema, attribute, part, filter: null, rule: null, partRule: null }
  const rule = rules.get(attribute.toLowerCase())
  if (!rule) return undefined
  const partRule = part === null ? null : rule.parts.get(part.toLowerCase())
  if (partRule === undefined) return undefined
  return { schema, attribute: rule.name, part: partRule?.name ?? null, filter: null, rule, partRule }
}

const within = (scope: AttributeRule, text: string): AttributePath | undefined => {
  const rule = scope.parts.get(text.toLowerCase())
  return rule && { schema: null, attribute: rule.name, part: null, filter: null, rule, partRule: null }
}
