import { type AdObject, hasClass, isNcHead, valueIn } from '../ad-object.ts'
import { resultCode, serviceRefusal, updateRefusal, win32 } from '../ad-refusal.ts'
import type { AdStore } from '../ad-store.ts'
import { hasPrimaryMembers } from '../rules/membership.ts'

const checkDeletable = (store: AdStore, object: AdObject): void => {
  if (isNcHead(object) || valueIn(object, 'isCriticalSystemObject') === 'TRUE') throw serviceRefusal(win32.cantDelete)
  if (hasClass(object, 'group') && hasPrimaryMembers(store, object)) throw serviceRefusal(win32.havePrimaryMembers)
}

const remove = (store: AdStore, object: AdObject): void => {
  checkDeletable(store, object)
  for (const [attribute, source, target] of store.linksAround(object.id)) store.unlink(attribute, source, target)
  store.erase(object.id)
}

const removeTree = (store: AdStore, object: AdObject): void => {
  for (const child of [...store.childrenOf(object.id)]) removeTree(store, child)
  remove(store, object)
}

/** Deletes an object; with `tree` also everything below it. */
export const deleteEntry = (store: AdStore, id: string, options: { readonly tree: boolean } = { tree: false }): void =>
  store.transaction(() => {
    const object = store.get(id)
    if (!object) return
    if (options.tree) return removeTree(store, object)
    if (store.hasChildren(id)) throw updateRefusal(resultCode.notAllowedOnNonLeaf, win32.childrenExist, 'nonLeaf')
    remove(store, object)
  })
