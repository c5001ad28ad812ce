import type { Json, JsonObject } from '../../../model/json.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import { type StoredObject, textOf } from '../../entra/stored-objects.ts'
import type { PropertyTable } from './property.ts'

type Made = (store: EntraStore, object: StoredObject) => Json

/** What a service principal has from its application and its tenant. https://learn.microsoft.com/graph/api/resources/serviceprincipal */
const ofPrincipal: { readonly [property: string]: Made } = {
  appDisplayName: (_store, object) => textOf(object, 'displayName') ?? null,
  appOwnerOrganizationId: (store) => store.tenant.id,
  appRoleAssignmentRequired: () => false,
  info: () => ({
    logoUrl: null,
    marketingUrl: null,
    privacyStatementUrl: null,
    supportUrl: null,
    termsOfServiceUrl: null,
  }),
  servicePrincipalNames: (_store, object) => [textOf(object, 'appId') ?? object.id],
  signInAudience: () => 'AzureADMyOrg',
  verifiedPublisher: () => ({ displayName: null, verifiedPublisherId: null, addedDateTime: null }),
}

const noExtensionAttributes: JsonObject = Object.fromEntries(
  Array.from({ length: 15 }, (_, index) => [`extensionAttribute${index + 1}`, null]),
)

const made: { readonly [type in StoredObject['type']]?: { readonly [property: string]: Made } } = {
  servicePrincipal: ofPrincipal,
  device: { extensionAttributes: () => noExtensionAttributes },
}

/** What a property shows that nobody set: what follows from the rest, an empty list, or nothing. */
export const unset = (store: EntraStore, object: StoredObject, table: PropertyTable, property: string): Json => {
  const make = made[object.type]?.[property]
  if (make) return make(store, object)
  const type = table[property]?.type
  return type === 'texts' || type === 'objects' ? [] : null
}
