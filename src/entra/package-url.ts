import { type GraphPath, guid, path, withQuery } from './graph-url.ts'

const entitlements = (collection: string): GraphPath => path('identityGovernance', 'entitlementManagement', collection)

/** Addresses of entitlement management. https://learn.microsoft.com/graph/api/resources/entitlementmanagement-overview */
export const packageUrls = {
  assignmentsTo: (userId: string): GraphPath =>
    withQuery(entitlements('assignments'), {
      filter: `target/objectId eq '${guid(userId)}'`,
      expand: 'target,accessPackage',
    }),
  requestsFor: (userId: string): GraphPath =>
    withQuery(entitlements('assignmentRequests'), {
      filter: `requestor/objectId eq '${guid(userId)}'`,
      expand: 'accessPackage,assignment',
    }),
  requests: entitlements('assignmentRequests'),
}
