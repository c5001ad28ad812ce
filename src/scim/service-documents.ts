import type { Json, JsonObject } from '../model/json.ts'
import { MOST_RESULTS } from './list-users.ts'
import { CORE, ENTERPRISE, JOINERY } from './user-schemas.ts'

/** Limits of a bulk request. */
export const bulkLimits = { maxOperations: 200, maxPayloadSize: 1_048_576 } as const

/** What this end can do. https://www.rfc-editor.org/rfc/rfc7643#section-5 */
export const serviceConfig = (base: string): JsonObject => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: true, ...bulkLimits },
  filter: { supported: true, maxResults: MOST_RESULTS },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'The token of the source, in the header Authorization.',
      specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
})

/** https://www.rfc-editor.org/rfc/rfc7643#section-6 */
export const resourceTypes = (base: string): readonly JsonObject[] => [
  {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: 'User',
    name: 'User',
    description: 'People whom the source knows',
    endpoint: '/Users',
    schema: CORE,
    schemaExtensions: [
      { schema: ENTERPRISE, required: false },
      { schema: JOINERY, required: false },
    ],
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` },
  },
]

/** A ListResponse with all there is. */
export const listOfAll = (resources: readonly Json[]): JsonObject => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: resources.length,
  startIndex: 1,
  itemsPerPage: resources.length,
  Resources: resources,
})
