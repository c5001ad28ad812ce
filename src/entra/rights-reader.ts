import type { Eligibilities, HeldRole } from '../model/entra-rights.ts'
import type { Json } from '../model/json.ts'
import type { Unreadable } from '../model/readable.ts'
import type { EntraRightsReader } from '../ports/entra-rights.ts'
import { textIn } from '../wire/json-shape.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { type GraphPath, urls } from './graph-url.ts'
import { isMissing, orNull } from './or-null.ts'
import { allPages } from './pages.ts'
import {
  applicationOf,
  appRoleAssignmentOf,
  consentOf,
  eligibleOf,
  heldByAssignment,
  heldByMembership,
  heldThroughPim,
  isOwnConsent,
  isUserReport,
  ownedOf,
  ownerOf,
  reportOf,
  roleDefinitionOf,
} from './rights-shapes.ts'
import { rightsUrls } from './rights-url.ts'
import {
  applicationProperties,
  ownedProperties,
  ownerProperties,
  reportProperties,
  roleDefinitionProperties,
  roleProperties,
} from './select-lists.ts'
import { type ClosedDoors, unlessClosed } from './unless-closed.ts'

/** Why a collection of Privileged Identity Management cannot be read, by the fault that says so. */
const closedDoors: ClosedDoors = {
  'entra/denied': 'the application may not read them (RoleEligibilitySchedule.Read.Directory)',
  'entra/no-pim': 'the tenant has no Privileged Identity Management (Microsoft Entra ID P2)',
}

type Door = 'active' | 'assignments' | 'eligible'

/**
 * Reads of rights over Graph. Role management answers only with a licence and rights of its own; once it has said that there are none, it is
 * not asked again.
 */
export const rightsReader = (send: Send, root: GraphRoot): EntraRightsReader => {
  const closed = new Map<Door, Unreadable>()
  const list = (path: GraphPath, doing: string): Promise<readonly Json[]> => allPages(send, root, path, doing)

  const behind = async (door: Door, path: GraphPath, doing: string): Promise<readonly Json[] | Unreadable> => {
    const known = closed.get(door)
    if (known) return known
    const answer = await unlessClosed(list(path, doing), ({ code }) => closedDoors[code])
    if ('readable' in answer) closed.set(door, answer)
    return answer
  }

  const heldRoles = async (userId: string): Promise<readonly HeldRole[]> => {
    const doing = `reading the admin roles of ${userId}`
    const active = await behind('active', rightsUrls.activeRolesOf(userId), doing)
    if (!('readable' in active)) return byId(active.map(heldThroughPim))
    const assigned = await behind('assignments', rightsUrls.roleAssignmentsOf(userId), doing)
    if (!('readable' in assigned)) return byId(assigned.map(heldByAssignment))
    const memberships = await list(urls.memberOf(userId, roleProperties), doing)
    return byId(memberships.filter(isRole).map(heldByMembership))
  }

  return {
    heldRoles,
    async roleDefinitions() {
      const roles = await list(rightsUrls.roleDefinitions(roleDefinitionProperties), 'reading the admin roles')
      return byId(roles.map(roleDefinitionOf))
    },
    async eligibleRoles(userId): Promise<Eligibilities> {
      const doing = `reading the eligible admin roles of ${userId}`
      const roles = await behind('eligible', rightsUrls.eligibleRolesOf(userId), doing)
      return 'readable' in roles ? roles : { readable: true, roles: byId(roles.map(eligibleOf)) }
    },
    async application(id) {
      const path = rightsUrls.servicePrincipal(id, applicationProperties)
      const answer = send({ method: 'GET', path, doing: `reading the application ${id}` })
      const found = await orNull(answer, (fault) => isMissing(fault) || fault.code === 'entra/denied')
      return found && applicationOf(found.json)
    },
    async applicationsNamed(displayName) {
      const path = rightsUrls.servicePrincipalsNamed(displayName, applicationProperties)
      return byId((await list(path, 'looking for an application by its name')).map(applicationOf))
    },
    async appRolesOf(userId) {
      const assigned = await list(rightsUrls.appRoles(userId), `reading the applications of ${userId}`)
      return byId(assigned.map(appRoleAssignmentOf))
    },
    async consentsOf(userId) {
      const consents = await list(rightsUrls.consentsOf(userId), `reading the consents of ${userId}`)
      return byId(consents.filter(isOwnConsent(userId)).map(consentOf))
    },
    async ownedBy(userId) {
      const owned = await list(rightsUrls.ownedBy(userId, ownedProperties), `reading what ${userId} owns`)
      return byId(owned.flatMap((json) => ownedOf(json) ?? []))
    },
    async ownersOf(object) {
      return byId(
        (await list(rightsUrls.owners(object, ownerProperties), `reading the owners of ${object.id}`)).map(ownerOf),
      )
    },
    async reportsOf(managerId) {
      const path = rightsUrls.directReports(managerId, reportProperties)
      const reports = await list(path, `reading who reports to ${managerId}`)
      return byId(reports.filter(isUserReport).map(reportOf))
    },
  }
}

const isRole = (json: Json): boolean => textIn(json, '@odata.type') === '#microsoft.graph.directoryRole'

/** Graph promises no order; one order makes equal answers equal. */
const byId = <T extends { readonly id: string }>(objects: readonly T[]): readonly T[] =>
  [...objects].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)))
