import { readAttributes, readClasses } from './read-schema.ts'
import type { AttributeSchema, ClassSchema } from './schema.ts'

const attributes = new Map<string, AttributeSchema>()
const attributesByOid = new Map<string, AttributeSchema>()
const attributesByLink = new Map<number, AttributeSchema>()
for (const attribute of readAttributes()) {
  attributes.set(attribute.name.toLowerCase(), attribute)
  attributesByOid.set(attribute.oid, attribute)
  if (attribute.linkId !== null) attributesByLink.set(attribute.linkId, attribute)
}
const classes = new Map<string, ClassSchema>(readClasses().map((row) => [row.name.toLowerCase(), row]))

/** The attribute of this name or OID, in any case. */
export const attributeNamed = (name: string): AttributeSchema | undefined =>
  attributes.get(name.toLowerCase()) ?? attributesByOid.get(name)

export const classNamed = (name: string): ClassSchema | undefined => classes.get(name.toLowerCase())

export const allAttributes = (): Iterable<AttributeSchema> => attributes.values()
export const allClasses = (): Iterable<ClassSchema> => classes.values()

export const isForwardLink = (attribute: AttributeSchema): boolean =>
  attribute.linkId !== null && attribute.linkId % 2 === 0
export const isBackLink = (attribute: AttributeSchema): boolean =>
  attribute.linkId !== null && attribute.linkId % 2 === 1

/** The other side of a linked attribute: memberOf for member. */
export const linkPartner = (attribute: AttributeSchema): AttributeSchema | undefined => {
  if (attribute.linkId === null) return undefined
  return attributesByLink.get(isForwardLink(attribute) ? attribute.linkId + 1 : attribute.linkId - 1)
}

/** The class and all it inherits from, `top` first, as objectClass lists them. */
export const lineage = (name: string): readonly ClassSchema[] => {
  const own = classNamed(name)
  if (!own) return []
  return own.name === own.superior ? [own] : [...lineage(own.superior), own]
}

/** Every class whose attributes an object of these classes may have: superior and auxiliary ones too. */
const contributing = (names: readonly string[]): ReadonlySet<ClassSchema> => {
  const found = new Set<ClassSchema>()
  const visit = (name: string): void => {
    for (const each of lineage(name)) {
      if (found.has(each)) continue
      found.add(each)
      for (const auxiliary of each.auxiliary) visit(auxiliary)
    }
  }
  for (const name of names) visit(name)
  return found
}

const allowedCache = new Map<string, ReadonlySet<string>>()

/** Names of the attributes that an object of these classes may have. */
export const allowedAttributes = (classNames: readonly string[]): ReadonlySet<string> => {
  const key = classNames.join(' ')
  const cached = allowedCache.get(key)
  if (cached) return cached
  const allowed = new Set([...contributing(classNames)].flatMap((each) => [...each.must, ...each.may]))
  allowedCache.set(key, allowed)
  return allowed
}

/** Names of the attributes that an object of these classes must have. */
export const requiredAttributes = (classNames: readonly string[]): ReadonlySet<string> =>
  new Set([...contributing(classNames)].flatMap((each) => each.must))

/** Whether an object of the class may stand directly below one of the container's classes. */
export const mayStandUnder = (name: string, containerClasses: readonly string[]): boolean => {
  const possible = new Set(lineage(name).flatMap((each) => each.under))
  return containerClasses.some((container) => possible.has(container))
}

/** OIDs are shortened to a number in AD's messages: a prefix of two bytes and the OID's end. */
const PREFIXES: readonly (readonly [string, number])[] = [
  ['2.5.4.', 0x00000],
  ['1.2.840.113556.1.2.', 0x20000],
  ['1.2.840.113556.1.4.', 0x90000],
  ['0.9.2342.19200300.100.1.', 0x150000],
  ['2.16.840.1.113730.3.1.', 0x160000],
  ['1.3.6.1.1.1.1.', 0x1f0000],
]

/** The number by which AD's messages name an attribute, in hexadecimal: 90290 for userPrincipalName. */
export const messageNumber = (attribute: AttributeSchema): string => {
  const prefix = PREFIXES.find(
    ([text]) => attribute.oid.startsWith(text) && !attribute.oid.slice(text.length).includes('.'),
  )
  return prefix ? (prefix[1] + Number(attribute.oid.slice(prefix[0].length))).toString(16) : 'ffffffff'
}
