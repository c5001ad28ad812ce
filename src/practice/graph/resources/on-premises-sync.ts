import type { Json, JsonObject } from '../../../model/json.ts'
import { type DeletionGuard, deletionGuard, setDeletionGuard } from '../../connect/deletion-guard.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { filteredList } from '../odata/filtered-list.ts'
import { selectPlain } from '../odata/plain-list.ts'
import type { Route } from '../route.ts'
import { bodyObject } from './resolve.ts'

const SET = 'directory/onPremisesSynchronization'

/** The tenant has one Entra Connect, which has the tenant's id. */
const shown = ({ store }: GraphCall): JsonObject => ({
  id: store.tenant.id,
  configuration: {
    accidentalDeletionPrevention: { ...deletionGuard(store) },
    synchronizationInterval: 'PT30M',
    customerRequestedSynchronizationInterval: 'PT30M',
  },
  features: {
    passwordSyncEnabled: true,
    quarantineUponProxyAddressesConflictEnabled: true,
    quarantineUponUpnConflictEnabled: true,
    softMatchOnUpnEnabled: true,
    blockSoftMatchEnabled: false,
    blockCloudObjectTakeoverThroughHardMatchEnabled: false,
  },
})

const named = (call: GraphCall): JsonObject => {
  const id = call.params.id ?? ''
  if (id.toLowerCase() !== call.store.tenant.id) throw new GraphFault('not-found', { id })
  return shown(call)
}

const TYPES: ReadonlySet<Json | undefined> = new Set(['disabled', 'enabledForCount', 'enabledForPercentage'])

const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject)[name] : undefined

/** Of its settings only the guard against deletions by accident can be changed here. */
const update = (call: GraphCall): GraphAnswer => {
  named(call)
  const wish = memberOf(memberOf(bodyObject(call), 'configuration'), 'accidentalDeletionPrevention')
  const before = deletionGuard(call.store)
  const synchronizationPreventionType =
    memberOf(wish, 'synchronizationPreventionType') ?? before.synchronizationPreventionType
  const alertThreshold = memberOf(wish, 'alertThreshold') ?? before.alertThreshold
  const isNumber = typeof alertThreshold === 'number' && Number.isInteger(alertThreshold) && alertThreshold >= 0
  if (wish === undefined || !TYPES.has(synchronizationPreventionType) || !isNumber)
    throw new GraphFault('invalid-values')
  setDeletionGuard(call.store, { synchronizationPreventionType, alertThreshold } as DeletionGuard)
  return noContent
}

/** https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronization */
export const onPremisesSyncRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/directory/onPremisesSynchronization',
    handle: (call) => filteredList(call, { set: SET, items: [shown(call)] }),
  },
  {
    method: 'GET',
    path: '/directory/onPremisesSynchronization/{id}',
    handle: (call) => selectPlain(call, SET, named(call)),
  },
  { method: 'PATCH', path: '/directory/onPremisesSynchronization/{id}', handle: update },
]
