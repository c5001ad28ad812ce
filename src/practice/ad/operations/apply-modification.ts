import { type AdObject, valuesIn } from '../ad-object.ts'
import { attributeRefusal, resultCode, win32 } from '../ad-refusal.ts'
import type { AdStore } from '../ad-store.ts'
import { alreadyMember, checkNesting, isAlreadyMember, notMember } from '../rules/membership.ts'
import { isForwardLink } from '../schema/ad-schema.ts'
import type { AttributeSchema } from '../schema/schema.ts'
import { keyOf, readValue, readValues, valueExists } from '../value-rules.ts'

/** One modification as a client sent it. */
export interface Modification {
  readonly op: 'add' | 'delete' | 'replace'
  readonly attribute: AttributeSchema
  readonly values: readonly Buffer[]
}

/** With permissive modify, adding what is there and deleting what is not there are no errors. */
export interface ModifyOptions {
  readonly permissive: boolean
}

const missingValue = (attribute: AttributeSchema) =>
  attributeRefusal(resultCode.noSuchAttribute, win32.missingValue, 'noAttribute', attribute)
const secondValue = (attribute: AttributeSchema) =>
  attributeRefusal(resultCode.constraintViolation, win32.singleValue, 'constraint', attribute)

const currentValues = (store: AdStore, id: string, attribute: AttributeSchema): readonly string[] => {
  if (isForwardLink(attribute)) return [...store.targets(attribute.name, id)]
  const object = store.get(id)
  return object ? valuesIn(object, attribute.name) : []
}

const withAdded = (
  current: readonly string[],
  added: readonly string[],
  change: Modification,
  options: ModifyOptions,
) => {
  const keys = new Set(current.map((value) => keyOf(change.attribute, value)))
  const fresh = added.filter((value) => !keys.has(keyOf(change.attribute, value)))
  if (fresh.length < added.length && !options.permissive) throw valueExists(change.attribute)
  if (change.attribute.single && current.length + fresh.length > 1) throw secondValue(change.attribute)
  return [...current, ...fresh]
}

const withDeleted = (
  current: readonly string[],
  deleted: readonly string[],
  change: Modification,
  options: ModifyOptions,
) => {
  const gone = new Set(deleted.map((value) => keyOf(change.attribute, value)))
  const kept = current.filter((value) => !gone.has(keyOf(change.attribute, value)))
  const nothing = change.values.length === 0 && current.length === 0
  if (!options.permissive && (nothing || kept.length > current.length - gone.size)) throw missingValue(change.attribute)
  return change.values.length === 0 ? [] : kept
}

const addMembers = (store: AdStore, group: AdObject, members: readonly string[], options: ModifyOptions): void => {
  for (const id of members) {
    const member = store.get(id)
    if (!member) continue
    if (isAlreadyMember(store, group, member)) {
      if (options.permissive) continue
      throw alreadyMember()
    }
    checkNesting(group, member)
    store.link('member', group.id, id)
  }
}

const removeMembers = (store: AdStore, group: AdObject, members: readonly string[], options: ModifyOptions): void => {
  for (const id of members) {
    if (store.isLinked('member', group.id, id)) store.unlink('member', group.id, id)
    else if (!options.permissive) throw notMember()
  }
}

/** `member` has rules of its own, and too many values to be rewritten whole. */
const changeMembers = (store: AdStore, group: AdObject, change: Modification, options: ModifyOptions): void => {
  const given = change.values.map((value) => readValue(store, change.attribute, value))
  if (new Set(given).size < given.length) throw alreadyMember()
  const present = store.targets('member', group.id)
  if (change.op === 'add') addMembers(store, group, given, options)
  else if (change.op === 'delete' && given.length > 0) removeMembers(store, group, given, options)
  else if (change.op === 'delete' && present.size === 0 && !options.permissive) throw missingValue(change.attribute)
  else replaceMembers(store, group, given, options)
}

const replaceMembers = (store: AdStore, group: AdObject, given: readonly string[], options: ModifyOptions): void => {
  const present = store.targets('member', group.id)
  const wanted = new Set(given)
  removeMembers(
    store,
    group,
    [...present].filter((id) => !wanted.has(id)),
    options,
  )
  addMembers(
    store,
    group,
    given.filter((id) => !present.has(id)),
    options,
  )
}

const setLinks = (store: AdStore, id: string, attribute: AttributeSchema, wanted: readonly string[]): void => {
  const present = store.targets(attribute.name, id)
  for (const target of [...present]) if (!wanted.includes(target)) store.unlink(attribute.name, id, target)
  for (const target of wanted) if (!present.has(target)) store.link(attribute.name, id, target)
}

/** Makes one modification on an object that is there; the rules that look at the whole object come afterwards. */
export const applyModification = (
  store: AdStore,
  object: AdObject,
  change: Modification,
  options: ModifyOptions,
): void => {
  if (change.attribute.name === 'member') changeMembers(store, object, change, options)
  else changeValues(store, object, change, options)
}

const changeValues = (store: AdStore, object: AdObject, change: Modification, options: ModifyOptions): void => {
  const { attribute } = change
  const given =
    change.op === 'delete'
      ? change.values.map((value) => readValue(store, attribute, value))
      : readValues(store, attribute, change.values)
  const after = combine(currentValues(store, object.id, attribute), given, change, options)
  if (isForwardLink(attribute)) setLinks(store, object.id, attribute, after)
  else store.setValues(object.id, attribute.name, after)
}

const combine = (
  current: readonly string[],
  given: readonly string[],
  change: Modification,
  options: ModifyOptions,
) => {
  if (change.op === 'replace') return given
  return change.op === 'add' ? withAdded(current, given, change, options) : withDeleted(current, given, change, options)
}
