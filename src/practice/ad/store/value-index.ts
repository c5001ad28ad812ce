import { type AdObject, valuesIn } from '../ad-object.ts'
import { attributeNamed } from '../schema/ad-schema.ts'
import { syntaxRules } from '../syntax-rules.ts'

/** Attributes by which the directory finds objects without looking at each. AD itself has no index on employeeID; that costs time only. */
const INDEXED: ReadonlySet<string> = new Set([
  'sAMAccountName',
  'userPrincipalName',
  'servicePrincipalName',
  'mail',
  'mailNickname',
  'proxyAddresses',
  'employeeID',
  'objectSid',
  'name',
  'cn',
  'displayName',
  'sn',
  'givenName',
])

const NONE: ReadonlySet<string> = new Set()

type Keys = Map<string, string | Set<string>>

const toKeys = (attribute: string, values: readonly string[]): readonly string[] => {
  const rules = syntaxRules(attributeNamed(attribute)?.syntax ?? 'text')
  return values.map((value) => rules.key(value))
}

const enter = (keys: Keys, key: string, id: string): void => {
  const found = keys.get(key)
  if (found === undefined) keys.set(key, id)
  else if (typeof found === 'string') keys.set(key, new Set([found, id]))
  else found.add(id)
}

/** Which objects have which values, in the form in which AD compares them. An attribute's index is made when it is first asked for. */
export class ValueIndex {
  readonly #byAttribute = new Map<string, Keys>()
  readonly #objects: () => Iterable<AdObject>

  /** `objects` gives everything that there is to index. */
  constructor(objects: () => Iterable<AdObject>) {
    this.#objects = objects
  }

  /** Whether `holders` can answer for this attribute. */
  covers(attribute: string): boolean {
    return INDEXED.has(attribute)
  }

  /** Ids of the objects with this value; the value's key, not the value. */
  holders(attribute: string, key: string): ReadonlySet<string> {
    const found = this.#keysOf(attribute).get(key)
    if (found === undefined) return NONE
    return typeof found === 'string' ? new Set([found]) : found
  }

  add(attribute: string, values: readonly string[], id: string): void {
    const keys = this.#byAttribute.get(attribute)
    if (keys) for (const key of toKeys(attribute, values)) enter(keys, key, id)
  }

  remove(attribute: string, values: readonly string[], id: string): void {
    const keys = this.#byAttribute.get(attribute)
    if (!keys) return
    for (const key of toKeys(attribute, values)) {
      const found = keys.get(key)
      if (found === id) keys.delete(key)
      else if (found instanceof Set) found.delete(id)
    }
  }

  #keysOf(attribute: string): Keys {
    const existing = this.#byAttribute.get(attribute)
    if (existing) return existing
    const keys: Keys = new Map()
    for (const object of this.#objects()) {
      for (const key of toKeys(attribute, valuesIn(object, attribute))) enter(keys, key, object.id)
    }
    this.#byAttribute.set(attribute, keys)
    return keys
  }
}
