import type { JsonObject } from '../../../model/json.ts'
import { putApp, type StoredApp, storedApp, storedAppsOf } from '../../entra/stored-apps.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { selectPlain } from '../odata/plain-list.ts'
import type { Route } from '../route.ts'
import { bodyObject, resolveUser } from './resolve.ts'

const shown = ({ id, userId, properties, deviceTag }: StoredApp): JsonObject => ({
  id,
  userId,
  ...properties,
  deviceTag,
})

const list = (call: GraphCall): GraphAnswer =>
  selectPlain(call, 'managedAppRegistrations', storedAppsOf(call.store, resolveUser(call).id).map(shown))

const operations = (call: GraphCall): GraphAnswer => {
  const id = call.params.id ?? ''
  const app = storedApp(call.store, id)
  if (!app) throw new GraphFault('not-found', { id })
  const { wipedAt } = app
  const wipes = wipedAt === null ? [] : [{ displayName: 'Wipe', lastModifiedDateTime: wipedAt, state: 'pending' }]
  return selectPlain(call, 'managedAppOperations', wipes)
}

/** https://learn.microsoft.com/graph/api/intune-shared-user-wipemanagedappregistrationsbydevicetag */
const wipe = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  const { deviceTag = null, ...others } = bodyObject(call)
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw new GraphFault('unknown-property', { property: unknown })
  const apps = storedAppsOf(call.store, user.id).filter((app) => deviceTag !== null && app.deviceTag === deviceTag)
  if (apps.length === 0) throw new GraphFault('not-found', { id: String(deviceTag) })
  const wipedAt = new Date(call.store.clock.now()).toISOString()
  for (const app of apps) putApp(call.store, { ...app, wipedAt: app.wipedAt ?? wipedAt })
  return noContent
}

export const managedAppRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/{id}/managedAppRegistrations', handle: list },
  { method: 'GET', path: '/deviceAppManagement/managedAppRegistrations/{id}/operations', handle: operations },
  { method: 'POST', path: '/users/{id}/wipeManagedAppRegistrationsByDeviceTag', handle: wipe },
]
