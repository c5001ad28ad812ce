import type { OwnedObject, RoleAndScope } from '../../model/entra-rights.ts'
import { Fault } from '../../model/fault.ts'
import type { FaultCode } from '../../model/faults/index.ts'
import type { EntraRightsWriter } from '../../ports/entra-rights.ts'
import { type EntraOverlay, requireUser } from './entra-overlay.ts'
import { readAppRoles, readConsents, readEligible, readHeldRoles, readOwners } from './project-rights.ts'
import { editsFor, roleKey } from './rights-overlay.ts'

type Writer = EntraRightsWriter
type Given<K extends keyof Writer> = Parameters<Writer[K]>[0]

const refuse = (code: FaultCode, doing: string, detail = 'it is not there'): never => {
  throw new Fault(code, { doing, detail })
}

const nameOf = async (overlay: EntraOverlay, roleId: string): Promise<string> =>
  (await overlay.live.roleDefinitions()).find(({ id }) => id === roleId)?.displayName ?? roleId

const same =
  (wanted: RoleAndScope) =>
  (held: RoleAndScope & { readonly throughGroup: boolean }): boolean =>
    !held.throughGroup && roleKey(held) === roleKey(wanted)

const addRole = async (overlay: EntraOverlay, id: string, role: Given<'addRole'>) => {
  const { userId, roleId, scope, by, until } = role
  if ((await readHeldRoles(overlay, userId)).some(same(role)))
    refuse('entra/role-held', `giving ${userId} an admin role`)
  const roleName = await nameOf(overlay, roleId)
  const held = { id, roleId, scope, by, until, roleName, activated: false, throughGroup: false }
  editsFor(overlay.rights.roles, userId).set(roleKey(role), held)
  return { id }
}

const removeRole = async (overlay: EntraOverlay, role: Given<'removeRole'>): Promise<void> => {
  const held = await readHeldRoles(overlay, role.userId)
  if (!held.some(same(role))) refuse('entra/role-not-held', `taking an admin role from ${role.userId}`)
  editsFor(overlay.rights.roles, role.userId).set(roleKey(role), null)
}

const eligibleOf = async (overlay: EntraOverlay, userId: string, doing: string) => {
  const eligible = await readEligible(overlay, userId)
  return eligible.readable ? eligible.roles : refuse('entra/no-pim', doing)
}

const addEligibility = async (overlay: EntraOverlay, id: string, role: Given<'addEligibility'>): Promise<void> => {
  const { userId, roleId, scope, until } = role
  const doing = `making ${userId} eligible for an admin role`
  if ((await eligibleOf(overlay, userId, doing)).some(same(role))) refuse('entra/role-held', doing)
  const roleName = await nameOf(overlay, roleId)
  editsFor(overlay.rights.eligible, userId).set(roleKey(role), {
    id,
    roleId,
    scope,
    until,
    roleName,
    throughGroup: false,
  })
}

const removeEligibility = async (overlay: EntraOverlay, role: Given<'removeEligibility'>): Promise<void> => {
  const doing = `ending the eligibility of ${role.userId} for an admin role`
  if (!(await eligibleOf(overlay, role.userId, doing)).some(same(role))) refuse('entra/role-not-held', doing)
  editsFor(overlay.rights.eligible, role.userId).set(roleKey(role), null)
}

const addAppRole = async (overlay: EntraOverlay, id: string, role: Given<'addAppRole'>) => {
  const { userId, applicationId, roleId } = role
  const doing = `letting ${userId} use the application ${applicationId}`
  const held = await readAppRoles(overlay, userId)
  if (held.some((one) => one.group === null && one.applicationId === applicationId && one.roleId === roleId))
    refuse('entra/app-role-held', doing)
  const application = (await overlay.live.application(applicationId)) ?? refuse('entra/not-found', doing)
  const applicationName = application.displayName
  editsFor(overlay.rights.appRoles, userId).set(id, { id, applicationId, applicationName, roleId, group: null })
  return { id }
}

const removeAppRole = async (overlay: EntraOverlay, userId: string, assignment: string): Promise<void> => {
  const own = (await readAppRoles(overlay, userId)).some(({ id, group }) => id === assignment && group === null)
  if (!own) refuse('entra/not-found', `taking an application from ${userId}`)
  editsFor(overlay.rights.appRoles, userId).set(assignment, null)
}

const addConsent = async (overlay: EntraOverlay, id: string, consent: Given<'addConsent'>) => {
  const { userId, clientId, resourceId, scope } = consent
  const given = await readConsents(overlay, userId)
  if (given.some((one) => one.clientId === clientId && one.resourceId === resourceId))
    refuse('entra/consent-given', `giving back a consent of ${userId}`)
  editsFor(overlay.rights.consents, userId).set(id, { id, clientId, resourceId, scope })
  return { id }
}

const removeConsent = async (overlay: EntraOverlay, userId: string, consent: string): Promise<void> => {
  if (!(await readConsents(overlay, userId)).some(({ id }) => id === consent))
    refuse('entra/not-found', `withdrawing a consent of ${userId}`)
  editsFor(overlay.rights.consents, userId).set(consent, null)
}

/** What an object is, as far as its owners can be told of it. */
const ownedFrom = async (
  overlay: EntraOverlay,
  { id, type, displayName }: Given<'addOwner'>,
  doing: string,
): Promise<OwnedObject> => {
  if (type !== 'group') return { id, type, displayName, master: 'entra', unified: false }
  const group = (await overlay.live.group(id)) ?? refuse('entra/not-found', doing)
  const unified = group.groupTypes.includes('Unified')
  const master = group.onPremisesSyncEnabled ? 'ad' : group.mailEnabled && !unified ? 'exchange' : 'entra'
  return { id, type, displayName: group.displayName, master, unified }
}

const refuseForeign = ({ master }: OwnedObject, doing: string): void => {
  if (master === 'ad') refuse('entra/mastered-on-premises', doing)
  if (master === 'exchange') refuse('entra/mail-enabled-group', doing)
}

const addOwner = async (overlay: EntraOverlay, object: Given<'addOwner'>, userId: string): Promise<void> => {
  const doing = `making ${userId} an owner of ${object.id}`
  const owned = await ownedFrom(overlay, object, doing)
  await requireUser(overlay, userId, doing)
  refuseForeign(owned, doing)
  if ((await readOwners(overlay, object)).some(({ id }) => id === userId)) refuse('entra/owner-already', doing)
  editsFor(overlay.rights.owners, object.id).set(userId, owned)
}

const removeOwner = async (overlay: EntraOverlay, object: Given<'removeOwner'>, userId: string): Promise<void> => {
  const doing = `removing ${userId} from the owners of ${object.id}`
  refuseForeign(await ownedFrom(overlay, { displayName: '', ...object }, doing), doing)
  const owners = await readOwners(overlay, object)
  if (!owners.some(({ id }) => id === userId)) refuse('entra/not-owner', doing)
  const isLast = !owners.some(({ id, isUser }) => isUser && id !== userId)
  if (object.type === 'group' && isLast) refuse('entra/last-owner', doing, 'The group must have at least one owner')
  editsFor(overlay.rights.owners, object.id).set(userId, null)
}

/** Writes of rights that stay in the overlay. */
export const writeRights = (overlay: EntraOverlay, newId: () => string): EntraRightsWriter => ({
  addRole: (role) => overlay.turns(() => addRole(overlay, newId(), role)),
  removeRole: (role) => overlay.turns(() => removeRole(overlay, role)),
  addEligibility: (role) => overlay.turns(() => addEligibility(overlay, newId(), role)),
  removeEligibility: (role) => overlay.turns(() => removeEligibility(overlay, role)),
  addAppRole: (role) => overlay.turns(() => addAppRole(overlay, newId(), role)),
  removeAppRole: (userId, assignment) => overlay.turns(() => removeAppRole(overlay, userId, assignment)),
  addConsent: (consent) => overlay.turns(() => addConsent(overlay, newId(), consent)),
  removeConsent: (userId, consent) => overlay.turns(() => removeConsent(overlay, userId, consent)),
  addOwner: (object, userId) => overlay.turns(() => addOwner(overlay, object, userId)),
  removeOwner: (object, userId) => overlay.turns(() => removeOwner(overlay, object, userId)),
})
