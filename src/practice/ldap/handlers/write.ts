import { tryParseDn } from '../../../model/distinguished-name.ts'
import { accessRefusal, serviceRefusal, win32 } from '../../ad/ad-refusal.ts'
import type { AdStore } from '../../ad/ad-store.ts'
import { findNamed } from '../../ad/dn-target.ts'
import { addEntry } from '../../ad/operations/add-entry.ts'
import { deleteEntry, purgeEntry } from '../../ad/operations/delete-entry.ts'
import { modifyEntry, type RawModification } from '../../ad/operations/modify-entry.ts'
import { moveEntry } from '../../ad/operations/move-entry.ts'
import { isRestore, restoreEntry } from '../../ad/operations/restore-entry.ts'
import type { Grave } from '../../ad/store/grave.ts'
import type { Controls } from '../controls.ts'
import type { LdapSession } from '../ldap-session.ts'
import { isPasswordChange, mayFill, mayHandleDeleted, mayWrite } from '../rights.ts'
import type { LdapRequest } from '../wire/ldap-message.ts'
import { namedGrave, namedObject, signedIn } from './named-object.ts'

type Request<Op extends LdapRequest['op']> = Extract<LdapRequest, { readonly op: Op }>

/** Adds an object; a container that is not there is told before rights are asked about. */
export const answerAdd = (store: AdStore, session: LdapSession, request: Request<'add'>): void => {
  const account = signedIn(session)
  const above = tryParseDn(request.dn)?.slice(1)
  const parent = above && store.resolveParts(above).object
  if (parent && !mayFill(store, account, parent)) throw accessRefusal()
  addEntry(store, request)
}

/** Nothing else can be done to a deleted object than to bring it back. */
const answerRestore = (store: AdStore, account: string, grave: Grave, changes: readonly RawModification[]): void => {
  if (!isRestore(changes)) throw serviceRefusal(win32.illegalModification)
  const target = changes.find(({ type }) => type.toLowerCase() === 'distinguishedname')?.values[0]
  const above = tryParseDn(target?.toString('utf8') ?? '')?.slice(1)
  const parent = above && store.resolveParts(above).object
  const mayGoThere = !parent || mayFill(store, account, parent)
  if (!mayGoThere || !mayHandleDeleted(store, account, grave.object)) throw accessRefusal(win32.insufficientRights)
  restoreEntry(store, grave, changes)
}

export const answerModify = (
  store: AdStore,
  session: LdapSession,
  request: Request<'modify'>,
  controls: Controls,
): void => {
  const account = signedIn(session)
  const grave = controls.showDeleted ? namedGrave(store, request.dn) : undefined
  if (grave) {
    answerRestore(store, account, grave, request.changes)
    return
  }
  const object = namedObject(store, request.dn)
  if (!isPasswordChange(request.changes) && !mayWrite(store, account, object))
    throw accessRefusal(win32.insufficientRights)
  modifyEntry(store, object.id, request.changes, { permissive: controls.permissiveModify })
}

export const answerDelete = (
  store: AdStore,
  session: LdapSession,
  request: Request<'delete'>,
  controls: Controls,
): void => {
  const account = signedIn(session)
  const grave = controls.showDeleted ? namedGrave(store, request.dn) : undefined
  if (grave) {
    if (!mayHandleDeleted(store, account, grave.object)) throw accessRefusal()
    purgeEntry(store, grave.object.id)
    return
  }
  const object = namedObject(store, request.dn)
  if (!mayWrite(store, account, object)) throw accessRefusal()
  deleteEntry(store, object.id, { tree: controls.treeDelete })
}

export const answerModifyDn = (store: AdStore, session: LdapSession, request: Request<'modifyDn'>): void => {
  const account = signedIn(session)
  const object = namedObject(store, request.dn)
  const parent = request.newSuperior === undefined ? undefined : findNamed(store, request.newSuperior)?.object
  const mayPlace = !parent || mayFill(store, account, parent)
  if (!mayWrite(store, account, object) || !mayPlace) throw accessRefusal(win32.insufficientRights)
  moveEntry(store, object.id, request)
}
