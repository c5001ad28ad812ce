import type { EntraStore } from './entra-store.ts'
import { settleInheritedLicences } from './group-licences.ts'
import { type StoredGroup, type StoredUser, textOf } from './stored-objects.ts'

/**
 * Puts an object among the deleted items for 30 days. The name of a user gets its id in front, so that the name itself is free at once.
 * https://learn.microsoft.com/graph/api/directory-deleteditems-list
 */
export const softDelete = (store: EntraStore, object: StoredUser | StoredGroup): void => {
  const deletedDateTime = store.timestamp()
  if (object.type === 'group') {
    const members = [...store.members.of(object.id)]
    store.put({ ...object, deletedDateTime })
    for (const member of members) settleInheritedLicences(store, member)
    return
  }
  const userPrincipalName = `${object.id.replaceAll('-', '')}${textOf(object, 'userPrincipalName') ?? ''}`
  store.put({ ...object, deletedDateTime, properties: { ...object.properties, userPrincipalName } })
}
