import { tryParseDn } from '../../../model/distinguished-name.ts'
import { type AdObject, valueIn, valuesIn } from '../ad-object.ts'
import { nameRefusal, resultCode, serviceRefusal, updateRefusal, win32 } from '../ad-refusal.ts'
import type { AdStore } from '../ad-store.ts'
import { schemaTarget } from '../dn-target.ts'
import { accountTypeOf } from '../rules/account-control.ts'
import { groupAccountTypeOf } from '../rules/group-type.ts'
import { classNamed } from '../schema/ad-schema.ts'
import type { Grave, Link } from '../store/grave.ts'
import { namedAttribute } from '../value-rules.ts'
import { modifyEntry, type RawModification } from './modify-entry.ts'
import { applyAttributeRules } from './object-rules.ts'

const isAbout = (name: string) => (change: RawModification) => change.type.toLowerCase() === name.toLowerCase()

/** Whether a modify brings an object back: it takes `isDeleted` away and says where the object goes. */
export const isRestore = (changes: readonly RawModification[]): boolean =>
  changes.some((change) => isAbout('isDeleted')(change) && change.values.length === 0) &&
  changes.some(
    (change) => isAbout('distinguishedName')(change) && change.op === 'replace' && change.values.length === 1,
  )

const computedType = (object: AdObject): readonly (readonly [string, readonly string[]])[] => {
  const bits = valueIn(object, 'userAccountControl')
  const group = valueIn(object, 'groupType')
  if (bits !== undefined) return [['sAMAccountType', [String(accountTypeOf(Number(bits)))]]]
  return group === undefined ? [] : [['sAMAccountType', [String(groupAccountTypeOf(Number(group)))]]]
}

const ONLY_DELETED: readonly string[] = ['isDeleted', 'lastKnownParent', 'msDS-LastKnownRDN']

const alive = (store: AdStore, { object }: Grave, dn: string): AdObject => {
  const [rdn, ...above] = tryParseDn(dn) ?? []
  if (!rdn) throw nameRefusal(resultCode.invalidDnSyntax, win32.badNameSyntax, 'badName', dn)
  const parent = store.resolveParts(above).object
  if (!parent) throw updateRefusal(resultCode.other, win32.noParent, 'directory')
  if (rdn.type.toLowerCase() !== object.rdn.type.toLowerCase()) throw serviceRefusal(win32.illegalModification)
  if (store.childNamed(parent.id, rdn))
    throw updateRefusal(resultCode.entryAlreadyExists, win32.nameExists, 'entryExists')
  const values = new Map(object.values)
  for (const name of ONLY_DELETED) values.delete(name)
  const category = classNamed(valuesIn(object, 'objectClass').at(-1) ?? '')?.category ?? ''
  values.set('objectCategory', [schemaTarget(category)]).set('name', [rdn.value])
  values.set(namedAttribute(rdn.type).name, [rdn.value])
  for (const [name, type] of computedType(object)) values.set(name, type)
  return { id: object.id, parent: parent.id, rdn: { type: object.rdn.type, value: rdn.value }, values }
}

/** A link whose other end is deleted too waits there. */
const relink = (store: AdStore, id: string, link: Link): void => {
  const [attribute, source, target] = link
  const other = source === id ? target : source
  const grave = store.grave(other)
  if (store.get(other)) store.link(attribute, source, target)
  else if (grave) store.bury({ ...grave, links: [...grave.links, link] })
}

/**
 * Brings a deleted object back with its attributes and links, under the name given; other changes of the same request are made afterwards.
 * https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/c8ffe32a-aaf5-4f5c-a7bc-1ab8ac5cf7e7
 */
export const restoreEntry = (store: AdStore, grave: Grave, changes: readonly RawModification[]): void =>
  store.transaction(() => {
    const { id } = grave.object
    const dn = changes.find(isAbout('distinguishedName'))?.values[0]?.toString('utf8') ?? ''
    const object = alive(store, grave, dn)
    store.unbury(id)
    store.insert(object)
    for (const link of grave.links) relink(store, id, link)
    applyAttributeRules(store, object, ['sAMAccountName', 'userPrincipalName', 'servicePrincipalName'])
    const rest = changes.filter((change) => !isAbout('isDeleted')(change) && !isAbout('distinguishedName')(change))
    if (rest.length > 0) modifyEntry(store, id, rest)
  })
