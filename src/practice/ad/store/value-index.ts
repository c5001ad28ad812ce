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

/** Which objects have which values, in the form in which AD compares them. */
export class ValueIndex {
  readonly #byAttribute = new Map<string, Map<string, string | Set<string>>>()

  /** Whether `holders` can answer for this attribute. */
  covers(attribute: string): boolean {
    return INDEXED.has(attribute)
  }

  /** Ids of the objects with this value; the value's key, not the value. */
  holders(attribute: string, key: string): ReadonlySet<string> {
    const found = this.#byAttribute.get(attribute)?.get(key)
    if (found === undefined) return NONE
    return typeof found === 'string' ? new Set([found]) : found
  }

  add(attribute: string, values: readonly string[], id: string): void {
    if (!INDEXED.has(attribute)) return
    const keys = this.#keysOf(attribute)
    for (const key of toKeys(attribute, values)) {
      const found = keys.get(key)
      if (found === undefined) keys.set(key, id)
      else if (typeof found === 'string') keys.set(key, new Set([found, id]))
      else found.add(id)
    }
  }

  remove(attribute: string, values: readonly string[], id: string): void {
    if (!INDEXED.has(attribute)) return
    const keys = this.#keysOf(attribute)
    for (const key of toKeys(attribute, values)) {
      const found = keys.get(key)
      if (found === id) keys.delete(key)
      else if (found instanceof Set) found.delete(id)
    }
  }

  #keysOf(attribute: string): Map<string, string | Set<string>> {
    const existing = this.#byAttribute.get(attribute)
    if (existing) return existing
    const made = new Map<string, string | Set<string>>()
    this.#byAttribute.set(attribute, made)
    return made
  }
}

const toKeys = (attribute: string, values: readonly string[]): readonly string[] => {
  const rules = syntaxRules(attributeNamed(attribute)?.syntax ?? 'text')
  return values.map((value) => rules.key(value))
}
