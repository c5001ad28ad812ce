import type { JsonObject } from '../model/json.ts'
import type { PushedUser } from '../ports/pushed-users.ts'
import type { DraftUsers } from './draft-users.ts'
import { patchUser } from './patch-user.ts'
import { readAttributes } from './read-attributes.ts'
import { refuseOther } from './read-body.ts'
import { readPatch } from './read-patch.ts'

/** What is changed under `/Users`; without an id it is added. */
export type UserChange =
  | { readonly method: 'POST'; readonly id?: string; readonly body: JsonObject }
  | { readonly method: 'PUT' | 'PATCH'; readonly id: string; readonly body: JsonObject; readonly version?: string }
  | { readonly method: 'DELETE'; readonly id: string; readonly version?: string }

export const changeUser = (change: UserChange, drafts: DraftUsers): Promise<PushedUser> => {
  if (change.method === 'DELETE') return drafts.remove(change.id, change.version)
  if (change.method === 'PATCH') {
    const operations = readPatch(change.body)
    return drafts.change(change.id, (attributes) => patchUser(attributes, operations), change.version)
  }
  refuseOther(change.body)
  const attributes = readAttributes(change.body)
  if (change.method === 'POST') return drafts.create(attributes, change.id)
  return drafts.change(change.id, (before) => replaced(before, attributes), change.version)
}

/**
 * Everything is replaced, but who is not said to be active again stays as inactive as before: a client may leave that out.
 * https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1
 */
const replaced = ({ active }: JsonObject, attributes: JsonObject): JsonObject =>
  'active' in attributes || active === undefined ? attributes : { ...attributes, active }
