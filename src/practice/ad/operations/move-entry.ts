import { type Rdn, tryParseDn } from '../../../model/distinguished-name.ts'
import { type AdObject, isNcHead, valueIn, valuesIn } from '../ad-object.ts'
import { type AdRefusal, nameRefusal, resultCode, serviceRefusal, updateRefusal, win32 } from '../ad-refusal.ts'
import type { AdStore } from '../ad-store.ts'
import { findNamed } from '../dn-target.ts'
import { mayStandUnder } from '../schema/ad-schema.ts'
import { namedAttribute, readValue } from '../value-rules.ts'

export interface Move {
  readonly newRdn: string
  readonly deleteOldRdn: boolean
  /** DN of the new container; the object stays where it is when absent. */
  readonly newSuperior?: string | undefined
}

const noParent = (): AdRefusal => updateRefusal(resultCode.other, win32.noParent, 'directory')

const newParent = (store: AdStore, object: AdObject, newSuperior: string | undefined): AdObject => {
  const parent = newSuperior === undefined ? store.get(object.parent ?? '') : findNamed(store, newSuperior)?.object
  if (!parent) throw noParent()
  return parent
}

const readRdn = (store: AdStore, object: AdObject, text: string): Rdn => {
  const [rdn, ...more] = tryParseDn(text) ?? []
  if (!rdn || more.length > 0) throw nameRefusal(resultCode.invalidDnSyntax, win32.badNameSyntax, 'badName', text)
  if (rdn.type.toLowerCase() !== object.rdn.type.toLowerCase()) {
    throw nameRefusal(resultCode.namingViolation, win32.rdnDoesNotMatchSchema, 'naming', text)
  }
  readValue(store, namedAttribute(rdn.type), Buffer.from(rdn.value))
  return { type: object.rdn.type, value: rdn.value }
}

const checkPlace = (store: AdStore, object: AdObject, parent: AdObject, rdn: Rdn): void => {
  if (isNcHead(object) || valueIn(object, 'isCriticalSystemObject') === 'TRUE') {
    throw serviceRefusal(win32.illegalModification)
  }
  const structural = valuesIn(object, 'objectClass').at(-1) ?? ''
  if (parent.id !== object.parent && !mayStandUnder(structural, valuesIn(parent, 'objectClass'))) {
    throw nameRefusal(resultCode.namingViolation, win32.illegalSuperior, 'naming', store.dnOf(parent.id))
  }
  if (store.isWithin(parent.id, object.id)) throw serviceRefusal(win32.illegalModification)
  const sibling = store.childNamed(parent.id, rdn)
  if (sibling && sibling.id !== object.id)
    throw updateRefusal(resultCode.entryAlreadyExists, win32.nameExists, 'entryExists')
}

/**
 * Renames or moves an object; what is below it and links to it come along.
 * https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/1e8ae7d9-a4c2-4b8e-9a3c-6b4c8f3a9a05
 */
export const moveEntry = (store: AdStore, id: string, move: Move): void =>
  store.transaction(() => {
    const object = store.get(id)
    if (!object) return
    if (!move.deleteOldRdn) throw serviceRefusal(win32.invalidParameter)
    const rdn = readRdn(store, object, move.newRdn)
    const parent = newParent(store, object, move.newSuperior)
    checkPlace(store, object, parent, rdn)
    store.place(id, parent.id, rdn)
    store.setValues(id, namedAttribute(rdn.type).name, [rdn.value])
    store.setValues(id, 'name', [rdn.value])
  })
