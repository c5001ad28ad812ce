import { type StoredObject, textOf, textsOf } from './stored-objects.ts'
import { ValueIndex } from './value-index.ts'

const textProperties = [
  'userPrincipalName',
  'mail',
  'mailNickname',
  'employeeId',
  'onPremisesImmutableId',
  'onPremisesSecurityIdentifier',
  'displayName',
] as const
const listProperties = ['proxyAddresses', 'otherMails'] as const

/**
 * Properties that are looked up without a scan. `skuId`: users with an active licence of it; `handsOut`: `licences` for groups that give
 * licences to their members.
 */
export type IndexedProperty = (typeof textProperties)[number] | (typeof listProperties)[number] | 'skuId' | 'handsOut'

const everyProperty: readonly IndexedProperty[] = [...textProperties, ...listProperties, 'skuId', 'handsOut']

export const isIndexed = (property: string): property is IndexedProperty =>
  (everyProperty as readonly string[]).includes(property)

/** Indexes over the live objects. */
export class EntraIndexes {
  readonly #byType = new Map<StoredObject['type'], Set<string>>()
  readonly #byValue = new Map<IndexedProperty, ValueIndex>(
    everyProperty.map((property) => [property, new ValueIndex()]),
  )

  /** `before` is what the indexes hold of the object, `after` what they shall hold. An object keeps its place in the order of its type. */
  replace(before: StoredObject | undefined, after: StoredObject | undefined): void {
    if (before && !after) this.#byType.get(before.type)?.delete(before.id)
    if (after) this.#idsOfType(after.type).add(after.id)
    for (const [property, index] of this.#byValue) {
      const [old, fresh] = [valuesOf(before, property), valuesOf(after, property)]
      if (old.length === fresh.length && old.every((value, at) => value === fresh[at])) continue
      if (before) index.remove(before.id, old)
      if (after) index.add(after.id, fresh)
    }
  }

  ids(property: IndexedProperty, value: string): ReadonlySet<string> {
    return this.#byValue.get(property)?.ids(value) ?? new Set()
  }

  ofType(type: StoredObject['type']): ReadonlySet<string> {
    return this.#idsOfType(type)
  }

  #idsOfType(type: StoredObject['type']): Set<string> {
    const ids = this.#byType.get(type) ?? new Set<string>()
    this.#byType.set(type, ids)
    return ids
  }
}

const valuesOf = (object: StoredObject | undefined, property: IndexedProperty): readonly string[] => {
  if (!object) return []
  if (property === 'skuId') return heldSkus(object)
  if (property === 'handsOut') return object.type === 'group' && object.licences.length > 0 ? ['licences'] : []
  if (property === 'proxyAddresses' || property === 'otherMails') return textsOf(object, property)
  const value = textOf(object, property)
  return value === undefined ? [] : [value]
}

const heldSkus = (object: StoredObject): readonly string[] => {
  if (object.type !== 'user') return []
  return [...new Set(object.licences.filter(({ state }) => state === 'Active').map(({ skuId }) => skuId))]
}
