import type { Json } from '../../../model/json.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import { isFollowing } from '../../entra/licence-worker.ts'
import { membersOf } from '../../entra/membership.ts'
import { appRoleGrants } from '../../entra/rights-shelves.ts'
import type { StoredGroup } from '../../entra/stored-objects.ts'
import { groupProperties } from './group-properties.ts'

type Derived = (store: EntraStore, group: StoredGroup) => Json

const derived: { readonly [property: string]: Derived } = {
  id: (_store, group) => group.id,
  deletedDateTime: (_store, group) => group.deletedDateTime,
  // Only filters get to see these: a group has a list of its own for them.
  appRoleAssignments: (store, { id }) =>
    appRoleGrants(store)
      .all()
      .filter(({ principalId }) => principalId === id)
      .map((grant) => ({ id: grant.id })),
  assignedLicenses: (_store, group) => group.licences.map(({ disabledPlans, skuId }) => ({ disabledPlans, skuId })),
  hasMembersWithLicenseErrors: (store, group) => hasErrors(store, group),
  licenseProcessingState: (store, group) => {
    if (group.licences.length === 0) return null
    return { state: isFollowing(store, group) ? 'ProcessingInProgress' : 'ProcessingComplete' }
  },
  organizationId: (store) => store.tenant.id,
}

export const readGroup = (store: EntraStore, group: StoredGroup, property: string): Json => {
  const make = derived[property]
  if (make) return make(store, group)
  const value = group.properties[property]
  if (value !== undefined) return value
  const type = groupProperties[property]?.type
  return type === 'texts' || type === 'objects' ? [] : null
}

const hasErrors = (store: EntraStore, group: StoredGroup): boolean =>
  group.licences.length > 0 &&
  membersOf(store, group.id).some(
    (member) =>
      member.type === 'user' &&
      member.licences.some(({ assignedByGroup, state }) => assignedByGroup === group.id && state === 'Error'),
  )
