import { type AdRefusal, attributeRefusal, nameRefusal, protocolRefusal, resultCode, win32 } from './ad-refusal.ts'
import type { AdStore } from './ad-store.ts'
import { findNamed, targetOf } from './dn-target.ts'
import { attributeNamed, classNamed } from './schema/ad-schema.ts'
import type { AttributeSchema, ClassSchema } from './schema/schema.ts'
import { syntaxRules } from './syntax-rules.ts'

/** An attribute as a client sent it. */
export interface RawAttribute {
  readonly type: string
  readonly values: readonly Buffer[]
}

const CONVERSION = 'Error in attribute conversion operation'
const DN_SYNTAXES: ReadonlySet<string> = new Set(['dn', 'dnBinary', 'dnText'])

export const isDnValued = (attribute: AttributeSchema): boolean => DN_SYNTAXES.has(attribute.syntax)

/** The attribute that a client named. Options such as `;binary` say nothing about it. */
export const namedAttribute = (type: string): AttributeSchema => {
  const attribute = attributeNamed(type.split(';')[0] ?? '')
  if (!attribute) throw protocolRefusal(resultCode.noSuchAttribute, win32.invalidParameter, CONVERSION)
  return attribute
}

/** The class that a client named. */
export const namedClass = (name: string): ClassSchema => {
  const found = classNamed(name)
  if (!found) throw protocolRefusal(resultCode.noSuchAttribute, win32.invalidParameter, CONVERSION)
  return found
}

/** DN of what exists above a name that leads nowhere; empty outside of the domain. */
const bestMatch = (store: AdStore, name: string): string => {
  const resolved = findNamed(store, name)
  return resolved && !resolved.object && resolved.nearest ? store.dnOf(resolved.nearest.id) : ''
}

const readTarget = (store: AdStore, attribute: AttributeSchema, text: string): string => {
  const target = targetOf(store, text)
  if (target !== null) return target
  if (!findNamed(store, text)) throw nameRefusal(resultCode.invalidDnSyntax, win32.badNameSyntax, 'badName', text)
  if (attribute.name !== 'member') {
    throw attributeRefusal(resultCode.constraintViolation, win32.nameReferenceInvalid, 'constraint', attribute)
  }
  throw nameRefusal(resultCode.noSuchObject, win32.notFound, 'noObject', bestMatch(store, text))
}

const checkSize = (attribute: AttributeSchema, value: string): void => {
  const size = syntaxRules(attribute.syntax).size(value)
  const fits = (attribute.min === null || size >= attribute.min) && (attribute.max === null || size <= attribute.max)
  if (fits) return
  throw attributeRefusal(
    resultCode.constraintViolation,
    win32.range,
    'constraint',
    attribute,
    Buffer.byteLength(value, 'utf16le'),
  )
}

/** A value from the wire in the form in which the directory keeps it, or the refusal that AD gives. */
export const readValue = (store: AdStore, attribute: AttributeSchema, bytes: Buffer): string => {
  if (isDnValued(attribute)) return readTarget(store, attribute, bytes.toString('utf8'))
  const value = syntaxRules(attribute.syntax).read(bytes)
  if (value === null) throw protocolRefusal(resultCode.invalidAttributeSyntax, win32.invalidParameter, CONVERSION)
  checkSize(attribute, value)
  return value
}

/** Several values of one attribute; AD refuses a value given twice and a second one where the schema has room for one. */
export const readValues = (store: AdStore, attribute: AttributeSchema, raw: readonly Buffer[]): readonly string[] => {
  const values = raw.map((bytes) => readValue(store, attribute, bytes))
  if (attribute.single && values.length > 1) {
    throw attributeRefusal(resultCode.constraintViolation, win32.singleValue, 'constraint', attribute)
  }
  const keys = new Set(values.map((value) => keyOf(attribute, value)))
  if (keys.size < values.length) throw valueExists(attribute)
  return values
}

/** Two values of an attribute with one key are one value to AD. */
export const keyOf = (attribute: AttributeSchema, value: string): string => syntaxRules(attribute.syntax).key(value)

export const valueExists = (attribute: AttributeSchema): AdRefusal =>
  attributeRefusal(resultCode.attributeOrValueExists, win32.valueExists, 'valueExists', attribute)
