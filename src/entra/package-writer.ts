import type { PackageWriter } from '../ports/access-packages.ts'
import type { Send } from './graph-request.ts'
import { guid } from './graph-url.ts'
import { packageUrls } from './package-url.ts'

/** Writes to entitlement management over Graph. https://learn.microsoft.com/graph/api/entitlementmanagement-post-assignmentrequests */
export const packageWriter = (send: Send): PackageWriter => ({
  async removePackage(userId, assignmentId) {
    const doing = `taking an access package from ${userId}`
    const body = { requestType: 'adminRemove', assignment: { id: guid(assignmentId) } }
    await send({ method: 'POST', path: packageUrls.requests, body, doing })
  },
})
