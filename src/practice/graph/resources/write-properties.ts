import type { Json, JsonObject } from '../../../model/json.ts'
import { GraphFault } from '../graph-fault.ts'
import type { EntityType } from '../schema/entity-type.ts'
import { findProperty, type Property } from '../schema/property.ts'

/** Annotations and binds (`members@odata.bind`) are no properties; whoever handles the write looks at them. */
const isAnnotation = (name: string): boolean => name.includes('@')

/** The properties of a body under their exact names, each of a type and length that Graph takes. */
export const readProperties = (body: JsonObject, type: EntityType): JsonObject => {
  const properties: Record<string, Json> = {}
  for (const [name, value] of Object.entries(body)) {
    if (isAnnotation(name)) continue
    const found = findProperty(type.properties, name)
    if (!found) throw new GraphFault('unknown-property', { property: name })
    const [exact, property] = found
    if (property.readOnly) throw new GraphFault('read-only', { property: exact })
    properties[exact] = checkValue(value, exact, property, type)
  }
  return properties
}

const checkValue = (value: Json, name: string, property: Property, type: EntityType): Json => {
  if (value === null) {
    if (property.notNull) throw new GraphFault('required', { property: name, resource: type.resource })
    return property.type === 'texts' || property.type === 'objects' ? [] : null
  }
  if (!fits(value, property))
    throw new GraphFault('conversion', { value: JSON.stringify(value), type: edmOf(property) })
  for (const text of textsIn(value, property)) checkText(text, name, property, type)
  return value
}

const fits = (value: Json, { type }: Property): boolean => {
  if (type === 'texts') return Array.isArray(value) && value.every((item: Json) => typeof item === 'string')
  if (type === 'objects')
    return Array.isArray(value) && value.every((item: Json) => typeof item === 'object' && item !== null)
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value)
  if (type === 'flag') return typeof value === 'boolean'
  if (type === 'number') return Number.isInteger(value)
  if (type === 'time')
    return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value))
  return typeof value === 'string'
}

const EDM: { readonly [type in Property['type']]: string } = {
  text: 'Edm.String',
  guid: 'Edm.Guid',
  flag: 'Edm.Boolean',
  number: 'Edm.Int32',
  time: 'Edm.DateTimeOffset',
  texts: 'Collection(Edm.String)',
  object: 'a complex type',
  objects: 'a collection of a complex type',
}

const edmOf = (property: Property): string => EDM[property.type]

const textsIn = (value: Json, { type }: Property): readonly string[] => {
  if (type === 'text') return [String(value)]
  return type === 'texts' && Array.isArray(value) ? value.map(String) : []
}

/** Entra takes no empty text: a property is cleared with null. */
const checkText = (text: string, property: string, { max }: Property, { resource }: EntityType): void => {
  if (text === '') throw new GraphFault('invalid-value', { property, resource })
  if (max !== undefined && text.length > max) throw new GraphFault('too-long', { property, resource, max })
}

/** Refuses a creation that lacks one of these. */
export const requireProperties = (properties: JsonObject, names: readonly string[], type: EntityType): void => {
  for (const property of names) {
    if (properties[property] === undefined) throw new GraphFault('required', { property, resource: type.resource })
  }
}

/** Refuses a change of anything that Active Directory masters. */
export const refuseMastered = (properties: JsonObject, type: EntityType): void => {
  if (Object.keys(properties).some((name) => !type.properties[name]?.cloud)) throw new GraphFault('onprem')
}
