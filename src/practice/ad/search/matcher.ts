import type { AdObject } from '../ad-object.ts'
import type { AdStore } from '../ad-store.ts'
import { categoryTarget, targetOf } from '../dn-target.ts'
import { allAttributes, attributeNamed, isBackLink, isForwardLink, linkPartner } from '../schema/ad-schema.ts'
import type { AttributeSchema } from '../schema/schema.ts'
import { syntaxRules } from '../syntax-rules.ts'
import { isDnValued } from '../value-rules.ts'
import { leadingTo, ledToFrom } from './chain.ts'
import { computedAttribute } from './computed-attributes.ts'
import type { Filter } from './filter.ts'
import { keptValues } from './read-attributes.ts'

/**
 * A filter made ready for one search. LDAP's logic has three values: null stands for "undefined", which neither matches nor becomes a
 * match by `not`, as with an attribute that the schema does not know.
 */
export interface Matcher {
  matches(object: AdObject): boolean | null
  /** Ids among which every match is; null where every object has to be looked at. */
  readonly candidates: ReadonlySet<string> | null
}

const matchingRule = {
  and: '1.2.840.113556.1.4.803',
  or: '1.2.840.113556.1.4.804',
  chain: '1.2.840.113556.1.4.1941',
} as const
const NONE: ReadonlySet<string> = new Set()

const scan = (matches: Matcher['matches']): Matcher => ({ matches, candidates: null })
const undefinedMatcher: Matcher = { matches: () => null, candidates: NONE }
const among = (ids: ReadonlySet<string>): Matcher => ({ matches: (object) => ids.has(object.id), candidates: ids })

/** Values worked out on reading cannot be searched for, except a few that stand for something kept. */
const isSearchable = (attribute: AttributeSchema): boolean =>
  !attribute.constructed &&
  (!computedAttribute(attribute.name) || ['distinguishedName', 'objectGUID'].includes(attribute.name))

const readKey = (attribute: AttributeSchema, bytes: Buffer): string | null => {
  const rules = syntaxRules(attribute.syntax)
  const value = rules.read(bytes)
  return value === null ? null : rules.key(value)
}

const targetIn = (store: AdStore, attribute: AttributeSchema, bytes: Buffer): string | null => {
  const text = bytes.toString('utf8')
  const byClass = attribute.name === 'objectCategory' ? categoryTarget(text) : null
  return byClass ?? targetOf(store, text)
}

const equalsDn = (store: AdStore, attribute: AttributeSchema, bytes: Buffer): Matcher => {
  const target = targetIn(store, attribute, bytes)
  if (target === null) return among(NONE)
  if (attribute.name === 'distinguishedName') return among(new Set([target]))
  if (isForwardLink(attribute)) return among(store.sources(attribute.name, target))
  const partner = isBackLink(attribute) ? linkPartner(attribute) : undefined
  if (partner) return among(store.targets(partner.name, target))
  const wanted = target.toLowerCase()
  return scan((object) => keptValues(store, object, attribute).some((value) => value.toLowerCase() === wanted))
}

const equals = (store: AdStore, attribute: AttributeSchema, bytes: Buffer): Matcher => {
  if (isDnValued(attribute)) return equalsDn(store, attribute, bytes)
  const key = readKey(attribute, bytes)
  if (key === null) return undefinedMatcher
  if (attribute.name === 'objectGUID') return among(new Set([key]))
  const rules = syntaxRules(attribute.syntax)
  const { matches } = scan((object) => keptValues(store, object, attribute).some((value) => rules.key(value) === key))
  if (!store.isIndexed(attribute.name)) return scan(matches)
  const holders = store.holders(attribute.name, key)
  // Deleted objects stand in no index.
  const isHolder: Matcher['matches'] = (object) => holders.has(object.id) || (!store.get(object.id) && matches(object))
  return { matches: isHolder, candidates: holders }
}

const ordered = (store: AdStore, attribute: AttributeSchema, bytes: Buffer, sign: 1 | -1): Matcher => {
  const rules = syntaxRules(attribute.syntax)
  const bound = isDnValued(attribute) ? null : rules.read(bytes)
  if (bound === null) return undefinedMatcher
  return scan((object) =>
    keptValues(store, object, attribute).some((value) => sign * (rules.compare(value, bound) ?? Number.NaN) >= 0),
  )
}

const hasParts = (text: string, initial: string, any: readonly string[], final: string): boolean => {
  if (!text.startsWith(initial)) return false
  let from = initial.length
  for (const part of any) {
    const at = text.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return text.length - final.length >= from && text.endsWith(final)
}

const substrings = (
  store: AdStore,
  attribute: AttributeSchema,
  filter: Extract<Filter, { op: 'substrings' }>,
): Matcher => {
  if (isDnValued(attribute)) return undefinedMatcher
  const { key } = syntaxRules(attribute.syntax)
  const part = (bytes: Buffer | null): string => (bytes === null ? '' : key(bytes.toString('utf8')))
  const [initial, any, final] = [part(filter.initial), filter.any.map(part), part(filter.final)]
  return scan((object) =>
    keptValues(store, object, attribute).some((value) => hasParts(key(value), initial, any, final)),
  )
}

const bits = (store: AdStore, attribute: AttributeSchema, bytes: Buffer, all: boolean): Matcher => {
  const mask = syntaxRules('long').read(bytes)
  if (mask === null || (attribute.syntax !== 'integer' && attribute.syntax !== 'long')) return undefinedMatcher
  const wanted = BigInt.asUintN(64, BigInt(mask))
  const holds = (value: string): boolean => {
    const common = BigInt.asUintN(64, BigInt(value)) & wanted
    return all ? common === wanted : common !== 0n
  }
  return scan((object) => keptValues(store, object, attribute).some(holds))
}

const inChain = (store: AdStore, attribute: AttributeSchema, bytes: Buffer): Matcher => {
  const target = targetIn(store, attribute, bytes)
  if (attribute.linkId === null) return undefinedMatcher
  if (target === null) return among(NONE)
  if (isForwardLink(attribute)) return among(leadingTo(store, attribute.name, target))
  const partner = linkPartner(attribute)
  return partner ? among(ledToFrom(store, partner.name, target)) : undefinedMatcher
}

const extensible = (store: AdStore, filter: Extract<Filter, { op: 'extensible' }>): Matcher => {
  const attribute = filter.attribute === null ? undefined : attributeNamed(filter.attribute)
  if (!attribute) return undefinedMatcher
  if (filter.rule === null) return equals(store, attribute, filter.value)
  if (filter.rule === matchingRule.chain) return inChain(store, attribute, filter.value)
  if (filter.rule !== matchingRule.and && filter.rule !== matchingRule.or) return undefinedMatcher
  return bits(store, attribute, filter.value, filter.rule === matchingRule.and)
}

const both = (parts: readonly Matcher[]): Matcher => {
  const narrow = parts.flatMap(({ candidates }) => (candidates ? [candidates] : [])).sort((a, b) => a.size - b.size)[0]
  const matches = (object: AdObject): boolean | null => {
    let answer: boolean | null = true
    for (const part of parts) {
      const each = part.matches(object)
      if (each === false) return false
      if (each === null) answer = null
    }
    return answer
  }
  return { matches, candidates: narrow ?? null }
}

const either = (parts: readonly Matcher[]): Matcher => {
  const sets = parts.map(({ candidates }) => candidates)
  const all = sets.every((set) => set !== null) ? new Set(sets.flatMap((set) => [...(set ?? [])])) : null
  const matches = (object: AdObject): boolean | null => {
    let answer: boolean | null = false
    for (const part of parts) {
      const each = part.matches(object)
      if (each) return true
      if (each === null) answer = null
    }
    return answer
  }
  return { matches, candidates: all }
}

const negated = (inner: Matcher): Matcher =>
  scan((object) => {
    const answer = inner.matches(object)
    return answer === null ? null : !answer
  })

/** Ambiguous name resolution: the beginning of any name that people are known by; `=name` asks for the whole. */
const ambiguousName = (store: AdStore, value: Buffer): Matcher => {
  const text = value.toString('utf8')
  const exact = text.startsWith('=')
  const bytes = Buffer.from(exact ? text.slice(1) : text)
  const names = [...allAttributes()].filter(({ anr }) => anr)
  return either(
    names.map((attribute) =>
      exact
        ? equals(store, attribute, bytes)
        : substrings(store, attribute, {
            op: 'substrings',
            attribute: attribute.name,
            initial: bytes,
            any: [],
            final: null,
          }),
    ),
  )
}

const byAttribute = (store: AdStore, filter: Exclude<Filter, { op: 'and' | 'or' | 'not' | 'extensible' }>): Matcher => {
  if (filter.op === 'equals' && filter.attribute.toLowerCase() === 'anr') return ambiguousName(store, filter.value)
  const attribute = attributeNamed(filter.attribute)
  if (!attribute || !isSearchable(attribute)) return undefinedMatcher
  if (filter.op === 'present') return scan((object) => keptValues(store, object, attribute).length > 0)
  if (filter.op === 'substrings') return substrings(store, attribute, filter)
  if (filter.op === 'equals') return equals(store, attribute, filter.value)
  return ordered(store, attribute, filter.value, filter.op === 'atLeast' ? 1 : -1)
}

/** Looks everything up that a filter needs, once for a whole search. */
export const matcherOf = (store: AdStore, filter: Filter): Matcher => {
  switch (filter.op) {
    case 'and':
      return both(filter.of.map((part) => matcherOf(store, part)))
    case 'or':
      return either(filter.of.map((part) => matcherOf(store, part)))
    case 'not':
      return negated(matcherOf(store, filter.of))
    case 'extensible':
      return extensible(store, filter)
    default:
      return byAttribute(store, filter)
  }
}
