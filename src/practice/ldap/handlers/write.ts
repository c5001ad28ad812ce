import { tryParseDn } from '../../../model/distinguished-name.ts'
import { accessRefusal, win32 } from '../../ad/ad-refusal.ts'
import type { AdStore } from '../../ad/ad-store.ts'
import { findNamed } from '../../ad/dn-target.ts'
import { addEntry } from '../../ad/operations/add-entry.ts'
import { deleteEntry } from '../../ad/operations/delete-entry.ts'
import { modifyEntry } from '../../ad/operations/modify-entry.ts'
import { moveEntry } from '../../ad/operations/move-entry.ts'
import type { Controls } from '../controls.ts'
import type { LdapSession } from '../ldap-session.ts'
import { isPasswordChange, mayFill, mayWrite } from '../rights.ts'
import type { LdapRequest } from '../wire/ldap-message.ts'
import { namedObject, signedIn } from './named-object.ts'

type Request<Op extends LdapRequest['op']> = Extract<LdapRequest, { readonly op: Op }>

/** Adds an object; a container that is not there is told before rights are asked about. */
export const answerAdd = (store: AdStore, session: LdapSession, request: Request<'add'>): void => {
  const account = signedIn(session)
  const above = tryParseDn(request.dn)?.slice(1)
  const parent = above && store.resolveParts(above).object
  if (parent && !mayFill(store, account, parent)) throw accessRefusal()
  addEntry(store, request)
}

export const answerModify = (
  store: AdStore,
  session: LdapSession,
  request: Request<'modify'>,
  controls: Controls,
): void => {
  const account = signedIn(session)
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
