import { type AdObject, hasClass, isNcHead, valueIn } from '../ad-object.ts'
import { accessRefusal, resultCode, serviceRefusal, updateRefusal, win32 } from '../ad-refusal.ts'
import type { AdStore } from '../ad-store.ts'
import { generalizedTime } from '../ad-time.ts'
import { isDeletionDenied } from '../rules/deletion-protection.ts'
import { hasPrimaryMembers } from '../rules/membership.ts'
import { namedAttribute } from '../value-rules.ts'
import { DELETED_OBJECTS, wellKnownContainer } from '../well-known-containers.ts'

const checkDeletable = (store: AdStore, object: AdObject): void => {
  if (isDeletionDenied(object)) throw accessRefusal()
  if (isNcHead(object) || valueIn(object, 'isCriticalSystemObject') === 'TRUE') throw serviceRefusal(win32.cantDelete)
  if (hasClass(object, 'group') && hasPrimaryMembers(store, object)) throw serviceRefusal(win32.havePrimaryMembers)
}

/** Names of deleted objects have a line feed and their id in them, so that the same name can go there often. */
const MARK = '\nDEL:'
/** Worked out anew when the object comes back. */
const LOST: readonly string[] = ['objectCategory', 'sAMAccountType']

const deletedObjects = (store: AdStore): AdObject | undefined => wellKnownContainer(store, DELETED_OBJECTS)

const asDeleted = (store: AdStore, object: AdObject, container: string): AdObject => {
  const value = `${object.rdn.value}${MARK}${object.id}`
  const values = new Map(object.values)
  for (const name of LOST) values.delete(name)
  values
    .set('isDeleted', ['TRUE'])
    .set('lastKnownParent', [object.parent ?? ''])
    .set('msDS-LastKnownRDN', [object.rdn.value])
  values.set('name', [value]).set(namedAttribute(object.rdn.type).name, [value])
  values.set('uSNChanged', [String(store.nextUsn())]).set('whenChanged', [generalizedTime(store.clock.now())])
  return { id: object.id, parent: container, rdn: { type: object.rdn.type, value }, values }
}

/** Into the recycle bin, with every link, which nobody sees until it comes back. */
const remove = (store: AdStore, object: AdObject): void => {
  checkDeletable(store, object)
  const links = store.linksAround(object.id)
  for (const [attribute, source, target] of links) store.forgetLink(attribute, source, target)
  store.erase(object.id)
  const container = deletedObjects(store)
  if (container) store.bury({ object: asDeleted(store, object, container.id), links })
}

const removeTree = (store: AdStore, object: AdObject): void => {
  for (const child of [...store.childrenOf(object.id)]) removeTree(store, child)
  remove(store, object)
}

/** Deletes an object that was deleted before, for good. */
export const purgeEntry = (store: AdStore, id: string): void => store.transaction(() => store.unbury(id))

/** Deletes an object into the recycle bin; with `tree` also everything below it. */
export const deleteEntry = (store: AdStore, id: string, options: { readonly tree: boolean } = { tree: false }): void =>
  store.transaction(() => {
    const object = store.get(id)
    if (!object) return
    if (options.tree) return removeTree(store, object)
    if (store.hasChildren(id)) throw updateRefusal(resultCode.notAllowedOnNonLeaf, win32.childrenExist, 'nonLeaf')
    remove(store, object)
  })
