import { practiceClient } from '../practice-client.ts'
import type { EntraStore } from './entra-store.ts'
import { appRoleGrants, type StoredAppRole, tieId } from './rights-shelves.ts'
import { type StoredServicePrincipal, textOf } from './stored-objects.ts'

/** The same in every tenant. */
const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000'

export const isGraph = (object: StoredServicePrincipal): boolean => textOf(object, 'appId') === GRAPH_APP_ID

const withAppId = (store: EntraStore, appId: string): StoredServicePrincipal | undefined =>
  store.principals().find((principal) => textOf(principal, 'appId') === appId)

/** Id of the application role of Graph that has this name. Microsoft's own ids are others. */
export const permissionId = (store: EntraStore, name: string): string => store.ids.uuid('graph permission', name)

const grantsOf = (store: EntraStore, client: string, graph: string): readonly StoredAppRole[] =>
  appRoleGrants(store)
    .all()
    .filter(({ principalId, resourceId }) => principalId === client && resourceId === graph)

/**
 * Gives the practice client these application roles of Graph, as an administrator's consent does; roles that it has been given before stay
 * as they are unless `replace`. https://learn.microsoft.com/graph/permissions-grant-via-msgraph
 */
export const consentTo = (store: EntraStore, roles: readonly string[], replace: boolean): void => {
  const [client, graph] = [withAppId(store, practiceClient.appId), withAppId(store, GRAPH_APP_ID)]
  if (!client || !graph) return
  const before = grantsOf(store, client.id, graph.id)
  const wanted = roles.map((name) => permissionId(store, name))
  if (before.length > 0 && !replace) return
  for (const { id, appRoleId } of before) if (!wanted.includes(appRoleId)) appRoleGrants(store).remove(id)
  for (const appRoleId of wanted) {
    const id = tieId(client.id, store.ids.uuid('app role', graph.id, appRoleId))
    if (appRoleGrants(store).get(id)) continue
    const createdDateTime = store.timestamp()
    appRoleGrants(store).put(id, { id, principalId: client.id, resourceId: graph.id, appRoleId, createdDateTime })
  }
}

/** Which of these roles the practice client has; null in a company that has no Graph to grant them. */
export const consented = (store: EntraStore, roles: readonly string[]): readonly string[] | null => {
  const [client, graph] = [withAppId(store, practiceClient.appId), withAppId(store, GRAPH_APP_ID)]
  if (!client || !graph) return null
  const granted = new Set(grantsOf(store, client.id, graph.id).map(({ appRoleId }) => appRoleId))
  return roles.filter((name) => granted.has(permissionId(store, name)))
}
