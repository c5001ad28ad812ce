import { type AdObject, valuesIn } from '../ad-object.ts'
import type { AdStore } from '../ad-store.ts'
import { dnOfTarget } from '../dn-target.ts'
import { allAttributes, attributeNamed, isBackLink, isForwardLink, linkPartner } from '../schema/ad-schema.ts'
import type { AttributeSchema } from '../schema/schema.ts'
import { syntaxRules } from '../syntax-rules.ts'
import { isDnValued } from '../value-rules.ts'
import { computedAttribute, isShownWithAll } from './computed-attributes.ts'

/** Kept by the directory and shown to nobody. */
const SECRET: ReadonlySet<string> = new Set([
  'unicodePwd',
  'ntPwdHistory',
  'dBCSPwd',
  'lmPwdHistory',
  'supplementalCredentials',
  'currentValue',
  'priorValue',
])

/** Values of an attribute as they are kept: DN values are ids. Empty for what is not there or must not be read. */
export const keptValues = (store: AdStore, object: AdObject, attribute: AttributeSchema): readonly string[] => {
  if (SECRET.has(attribute.name)) return []
  const compute = computedAttribute(attribute.name)
  if (compute) return compute(store, object)
  if (isForwardLink(attribute)) return [...store.targets(attribute.name, object.id)]
  if (!isBackLink(attribute)) return valuesIn(object, attribute.name)
  const partner = linkPartner(attribute)
  return partner ? [...store.sources(partner.name, object.id)] : []
}

/** Values of an attribute as text; DNs as they are at the moment. */
export const readText = (store: AdStore, object: AdObject, attribute: AttributeSchema): readonly string[] => {
  const kept = keptValues(store, object, attribute)
  return isDnValued(attribute) ? kept.map((target) => dnOfTarget(store, target)).filter((dn) => dn !== '') : kept
}

/** Values as they go over the wire. */
export const toWire = (attribute: AttributeSchema, text: readonly string[]): readonly Buffer[] =>
  isDnValued(attribute)
    ? text.map((dn) => Buffer.from(dn))
    : text.map((value) => syntaxRules(attribute.syntax).write(value))

const linked = [...allAttributes()].filter((attribute) => attribute.linkId !== null)

/** Every attribute that `*` asks for and that the object may have: what is kept, and links both ways. */
export function* attributesShown(object: AdObject): Iterable<AttributeSchema> {
  for (const name of [...object.values.keys(), 'distinguishedName', 'objectGUID']) {
    const attribute = attributeNamed(name)
    if (attribute && (!attribute.constructed || isShownWithAll(name))) yield attribute
  }
  yield* linked
}

/** An object with some attributes as text, for those who read the directory without LDAP. */
export const entryOf = (
  store: AdStore,
  id: string,
  names: readonly string[],
): { readonly [name: string]: readonly string[] } => {
  const object = store.get(id)
  if (!object) return {}
  const pairs = names.map((name): readonly [string, readonly string[]] => {
    const attribute = attributeNamed(name)
    return [name, attribute ? readText(store, object, attribute) : []]
  })
  return Object.fromEntries(pairs.filter(([, values]) => values.length > 0))
}
