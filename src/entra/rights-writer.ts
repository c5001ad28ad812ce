import type { Json } from '../model/json.ts'
import type { Clock } from '../ports/clock.ts'
import type { EntraRightsWriter, RoleHolding } from '../ports/entra-rights.ts'
import { answered } from './answered.ts'
import type { GraphRequest, Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { references } from './graph-url.ts'
import { instead } from './instead.ts'
import { rightsUrls } from './rights-url.ts'

/** What Privileged Identity Management keeps as the reason; settings of a role may demand one. */
const JUSTIFICATION = 'Joinery'

interface RoleOf {
  readonly userId: string
  readonly roleId: string
  readonly scope: string
}

const requested = ({ userId, roleId, scope }: RoleOf, action: 'adminAssign' | 'adminRemove') => ({
  action,
  principalId: userId,
  roleDefinitionId: roleId,
  directoryScopeId: scope,
  justification: JUSTIFICATION,
})

/** https://learn.microsoft.com/graph/api/resources/requestschedule */
const schedule = (clock: Clock, until: string | null): Json => ({
  startDateTime: new Date(clock.now()).toISOString(),
  expiration: until === null ? { type: 'noExpiration' } : { type: 'afterDateTime', endDateTime: until },
})

/** Writes of rights over Graph, each sent once. */
export const rightsWriter = (send: Send, root: GraphRoot, clock: Clock): EntraRightsWriter => {
  const reference = references(root)
  const write = async (request: GraphRequest): Promise<Json | undefined> => (await send(request)).json

  /** The assignment by itself, where Privileged Identity Management cannot be asked. */
  const assign = async ({ userId, roleId, scope }: RoleHolding, doing: string): Promise<{ readonly id: string }> => {
    const type = '#microsoft.graph.unifiedRoleAssignment'
    const body = { '@odata.type': type, roleDefinitionId: roleId, principalId: userId, directoryScopeId: scope }
    const path = rightsUrls.roleAssignments
    const json = await write({ method: 'POST', path, body, doing }).catch(
      instead('entra/name-taken', 'entra/role-held', doing),
    )
    return { id: answered(json, 'id', doing) }
  }

  return {
    async addRole(role) {
      const doing = `giving ${role.userId} an admin role`
      if (role.by !== 'pim') return assign(role, doing)
      const body = { ...requested(role, 'adminAssign'), scheduleInfo: schedule(clock, role.until) }
      await write({ method: 'POST', path: rightsUrls.assignmentRequests, body, doing })
      return { id: role.roleId }
    },
    async removeRole(role) {
      const doing = `taking an admin role from ${role.userId}`
      if (role.by === 'pim') {
        const body = requested(role, 'adminRemove')
        await write({ method: 'POST', path: rightsUrls.assignmentRequests, body, doing })
        return
      }
      const path =
        role.by === 'assignment' ? rightsUrls.roleAssignment(role.id) : rightsUrls.roleMemberRef(role.id, role.userId)
      await write({ method: 'DELETE', path, doing }).catch(instead('entra/not-found', 'entra/role-not-held', doing))
    },
    async addEligibility(role) {
      const body = { ...requested(role, 'adminAssign'), scheduleInfo: schedule(clock, role.until) }
      const doing = `making ${role.userId} eligible for an admin role`
      await write({ method: 'POST', path: rightsUrls.eligibilityRequests, body, doing })
    },
    async removeEligibility(role) {
      const doing = `ending the eligibility of ${role.userId} for an admin role`
      await write({ method: 'POST', path: rightsUrls.eligibilityRequests, body: requested(role, 'adminRemove'), doing })
    },
    async addAppRole({ userId, applicationId, roleId }) {
      const doing = `letting ${userId} use the application ${applicationId}`
      const body = { principalId: userId, resourceId: applicationId, appRoleId: roleId }
      const json = await write({ method: 'POST', path: rightsUrls.appRoles(userId), body, doing })
      return { id: answered(json, 'id', doing) }
    },
    async removeAppRole(userId, assignmentId) {
      const doing = `taking an application from ${userId}`
      await write({ method: 'DELETE', path: rightsUrls.appRole(userId, assignmentId), doing })
    },
    async addConsent({ userId, clientId, resourceId, scope }) {
      const doing = `giving back a consent of ${userId}`
      const body = { clientId, consentType: 'Principal', principalId: userId, resourceId, scope }
      const json = await write({ method: 'POST', path: rightsUrls.consents, body, doing })
      return { id: answered(json, 'id', doing) }
    },
    async removeConsent(userId, consentId) {
      const doing = `withdrawing a consent of ${userId}`
      await write({ method: 'DELETE', path: rightsUrls.consent(consentId), doing })
    },
    async addOwner(object, userId) {
      const doing = `making ${userId} an owner of ${object.id}`
      const body = { '@odata.id': reference.directoryObject(userId) }
      await write({ method: 'POST', path: rightsUrls.ownersRef(object), body, doing })
    },
    async removeOwner(object, userId) {
      const doing = `removing ${userId} from the owners of ${object.id}`
      const path = rightsUrls.ownerRef(object, userId)
      await write({ method: 'DELETE', path, doing }).catch(instead('entra/not-found', 'entra/not-owner', doing))
    },
  }
}
