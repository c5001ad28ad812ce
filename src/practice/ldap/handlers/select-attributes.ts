import { type AdObject, valueIn } from '../../ad/ad-object.ts'
import type { AdStore } from '../../ad/ad-store.ts'
import { dnOfTarget } from '../../ad/dn-target.ts'
import { allAttributes, attributeNamed, isForwardLink, linkPartner } from '../../ad/schema/ad-schema.ts'
import type { AttributeSchema } from '../../ad/schema/schema.ts'
import { attributesShown, readText, toWire } from '../../ad/search/read-attributes.ts'
import { defaultDescriptor, descriptorParts } from '../../ad/security-descriptor.ts'
import type { Link } from '../../ad/store/grave.ts'
import { isDnValued } from '../../ad/value-rules.ts'
import type { WireAttribute } from '../wire/encode-response.ts'

/** One attribute to be sent, and which of its values. */
interface Selected {
  readonly attribute: AttributeSchema
  /** Number of the first and last value asked for; null for all. */
  readonly range: { readonly from: number; readonly to: number } | null
}

/** MaxValRange of AD's query policy: more values of one attribute are sent in ranges. */
const MAX_VALUES = 1500
const RANGE = /^range=(\d+)-(\d+|\*)$/i
/** Asked for alone, it says that only names are wanted. */
const NO_ATTRIBUTES = '1.1'

/** `member;range=0-1499`; other options are read and change nothing. */
const select = (name: string): readonly Selected[] => {
  const [type = '', ...options] = name.split(';')
  const attribute = attributeNamed(type)
  if (!attribute) return []
  const found = options.map((option) => RANGE.exec(option)).find((match) => match !== null)
  if (!found) return [{ attribute, range: null }]
  const to = found[2] === '*' ? Number.POSITIVE_INFINITY : Number(found[2])
  return [{ attribute, range: { from: Number(found[1]), to } }]
}

const constructed = [...allAttributes()].filter((attribute) => attribute.constructed)

/** What the attribute list of a search asks for. Names that the schema does not know are passed over. */
const selection = (object: AdObject, names: readonly string[]): readonly Selected[] => {
  const chosen = names.flatMap(select)
  const wantsAll = names.length === 0 || names.includes('*')
  if (wantsAll) chosen.push(...[...attributesShown(object)].map((attribute) => ({ attribute, range: null })))
  if (names.includes('+')) chosen.push(...constructed.map((attribute) => ({ attribute, range: null })))
  const byKey = new Map(chosen.map((each) => [`${each.attribute.name};${each.range?.from ?? ''}`, each]))
  return [...byKey.values()]
}

/** Values in the range asked for or, where there are too many, the first range, named as AD names it. */
const ranged = ({ attribute, range }: Selected, text: readonly string[]): readonly WireAttribute[] => {
  const { name } = attribute
  if (!range && text.length <= MAX_VALUES) return [{ type: name, values: toWire(attribute, text) }]
  const from = range?.from ?? 0
  if (from >= text.length) return []
  const to = Math.min(range?.to ?? Number.POSITIVE_INFINITY, from + MAX_VALUES - 1)
  const isLast = to >= text.length - 1
  const type = `${name};range=${from}-${isLast ? '*' : to}`
  const part = { type, values: toWire(attribute, text.slice(from, to + 1)) }
  return range ? [part] : [{ type: name, values: [] }, part]
}

/** DNs at the other end of the links that a deleted object gets back, seen from one attribute. */
const sleeping = (
  store: AdStore,
  { id }: AdObject,
  attribute: AttributeSchema,
  links: readonly Link[],
): readonly string[] => {
  const forward = isForwardLink(attribute) ? attribute : linkPartner(attribute)
  const others = links.flatMap(([name, source, target]) => {
    if (name !== forward?.name) return []
    return forward === attribute ? (source === id ? [target] : []) : target === id ? [source] : []
  })
  return others.map((other) => dnOfTarget(store, other)).filter((dn) => dn !== '')
}

/** What of an object a search asks for. */
export interface Asked {
  readonly names: readonly string[]
  readonly typesOnly: boolean
  /** Links of a deleted object that wait for it to come back, where somebody wants to see them. */
  readonly links?: readonly Link[] | undefined
  /** How DNs are written. */
  writeDn(dn: string): string
  /** Parts of the security descriptor that may be sent; 0 for none. */
  readonly descriptor: number
  /** Whether the descriptor is sent with `*`. */
  readonly descriptorUnasked: boolean
}

const DESCRIPTOR = 'nTSecurityDescriptor'

/** Only what was asked for of it, and only where it was asked for. */
const descriptorOf = (
  store: AdStore,
  object: AdObject,
  { names, typesOnly, ...asked }: Asked,
): readonly WireAttribute[] => {
  const isNamed = names.some((name) => name.toLowerCase() === DESCRIPTOR.toLowerCase())
  const isShown = asked.descriptorUnasked && (names.length === 0 || names.includes('*'))
  if (asked.descriptor === 0 || !(isNamed || isShown)) return []
  const kept = valueIn(object, DESCRIPTOR)
  const whole = kept === undefined ? defaultDescriptor(store.domainSid) : Buffer.from(kept, 'base64')
  return [{ type: DESCRIPTOR, values: typesOnly ? [] : [descriptorParts(whole, asked.descriptor)] }]
}

/** The attributes of an object that a search asks for, those without a value left out. */
export const selectAttributes = (store: AdStore, object: AdObject, wanted: Asked): readonly WireAttribute[] => {
  const { names, typesOnly, links = [] } = wanted
  if (names.length === 1 && names[0] === NO_ATTRIBUTES) return []
  const others = selection(object, names).filter(({ attribute }) => attribute.name !== DESCRIPTOR)
  const attributes = others.flatMap((selected) => {
    const { attribute } = selected
    const plain = [...readText(store, object, attribute), ...sleeping(store, object, attribute, links)]
    const text = isDnValued(attribute) ? plain.map(wanted.writeDn) : plain
    if (text.length === 0) return []
    return typesOnly ? [{ type: selected.attribute.name, values: [] }] : ranged(selected, text)
  })
  return [...attributes, ...descriptorOf(store, object, wanted)]
}
