import type { AppRoleAssignment, Consent, EligibleRole, HeldRole, Owner } from '../../model/entra-rights.ts'
import { makerOf } from '../../model/object-ref.ts'
import type { EntraReader } from '../../ports/entra.ts'
import type { EntraRightsReader } from '../../ports/entra-rights.ts'
import { type EntraOverlay, readManager, readUser, requireUser } from './entra-overlay.ts'
import { type Edits, editsOf, roleKey } from './rights-overlay.ts'

/** Rights of a tenant in which nobody has any. */
export const noRights: EntraRightsReader = {
  roleDefinitions: async () => [],
  heldRoles: async () => [],
  eligibleRoles: async () => ({ readable: true, roles: [] }),
  application: async () => null,
  applicationsNamed: async () => [],
  appRolesOf: async () => [],
  consentsOf: async () => [],
  ownedBy: async () => [],
  ownersOf: async () => [],
  reportsOf: async () => [],
}

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** What the live tenant has, as the plan leaves it. `key` tells one from another. */
const edited = <T>(live: readonly T[], edits: Edits<T>, key: (one: T) => string): readonly T[] =>
  [...live.filter((one) => !edits.has(key(one))), ...[...edits.values()].filter((one) => one !== null)].sort((a, b) =>
    byText(key(a), key(b)),
  )

/** Somebody who is made by the plan has nothing that the live tenant could tell of. */
const liveOf = async <T>(
  overlay: EntraOverlay,
  userId: string,
  doing: string,
  ask: () => Promise<readonly T[]>,
): Promise<readonly T[]> => {
  await requireUser(overlay, userId, `reading ${doing} of ${userId}`)
  return overlay.users.get(userId)?.born || makerOf(userId) !== undefined ? [] : ask()
}

export const readHeldRoles = async (overlay: EntraOverlay, userId: string): Promise<readonly HeldRole[]> => {
  const live = await liveOf(overlay, userId, 'the admin roles', () => overlay.live.heldRoles(userId))
  const own = edited(
    live.filter(({ throughGroup }) => !throughGroup),
    editsOf(overlay.rights.roles, userId),
    roleKey,
  )
  return [...own, ...live.filter(({ throughGroup }) => throughGroup)]
}

export const readEligible = async (overlay: EntraOverlay, userId: string): ReturnType<EntraReader['eligibleRoles']> => {
  await requireUser(overlay, userId, `reading the eligible roles of ${userId}`)
  const isNew = overlay.users.get(userId)?.born === true
  const live = isNew ? ({ readable: true, roles: [] } as const) : await overlay.live.eligibleRoles(userId)
  if (!live.readable) return live
  const through = live.roles.filter(({ throughGroup }) => throughGroup)
  const direct: readonly EligibleRole[] = live.roles.filter(({ throughGroup }) => !throughGroup)
  return { readable: true, roles: [...edited(direct, editsOf(overlay.rights.eligible, userId), roleKey), ...through] }
}

const idOf = ({ id }: { readonly id: string }): string => id

export const readAppRoles = async (overlay: EntraOverlay, userId: string): Promise<readonly AppRoleAssignment[]> => {
  const live = await liveOf(overlay, userId, 'the applications', () => overlay.live.appRolesOf(userId))
  return edited(live, editsOf(overlay.rights.appRoles, userId), idOf)
}

export const readConsents = async (overlay: EntraOverlay, userId: string): Promise<readonly Consent[]> => {
  const live = await liveOf(overlay, userId, 'the consents', () => overlay.live.consentsOf(userId))
  return edited(live, editsOf(overlay.rights.consents, userId), idOf)
}

/** Owners that are not deleted. */
export const readOwners = async (
  overlay: EntraOverlay,
  object: Parameters<EntraReader['ownersOf']>[0],
): Promise<readonly Owner[]> => {
  const edits = editsOf(overlay.rights.owners, object.id)
  const live = (await overlay.live.ownersOf(object)).filter(({ id }) => !edits.has(id) && !overlay.users.get(id)?.gone)
  const added = await Promise.all([...edits].map(([id, owned]) => (owned ? readUser(overlay, id) : null)))
  const owners = added.flatMap((user) =>
    user ? [{ id: user.id, name: user.displayName ?? user.userPrincipalName, isUser: true }] : [],
  )
  return [...live, ...owners].sort((a, b) => byText(a.id, b.id))
}

const readOwned: (overlay: EntraOverlay, userId: string) => ReturnType<EntraReader['ownedBy']> = async (
  overlay,
  userId,
) => {
  const live = await liveOf(overlay, userId, 'what is owned', () => overlay.live.ownedBy(userId))
  const touched = [...overlay.rights.owners].filter(([, edits]) => edits.has(userId))
  const kept = live.filter(({ id }) => !touched.some(([object]) => object === id))
  const added = touched.flatMap(([object, edits]) => {
    const owned = edits.get(userId)
    return owned ? [{ ...owned, id: object }] : []
  })
  return [...kept, ...added].sort((a, b) => byText(a.id, b.id))
}

/** Those whose manager the plan does not change, and those whom it gives this one. */
const readReports: (overlay: EntraOverlay, managerId: string) => ReturnType<EntraReader['reportsOf']> = async (
  overlay,
  managerId,
) => {
  const live = await liveOf(overlay, managerId, 'the direct reports', () => overlay.live.reportsOf(managerId))
  const kept = live.filter(({ id }) => !overlay.managers.has(id) && !overlay.users.get(id)?.gone)
  const given = [...overlay.managers.keys()].filter((id) => overlay.managers.get(id) === managerId)
  const joined = await Promise.all(
    given.map(async (id) => ((await readManager(overlay, id)) ? readUser(overlay, id) : null)),
  )
  const added = joined.flatMap((user) => (user ? [reportFrom(user)] : []))
  return [...kept, ...added].sort((a, b) => byText(a.id, b.id))
}

const reportFrom = ({
  id,
  userPrincipalName,
  displayName,
  properties,
}: NonNullable<Awaited<ReturnType<typeof readUser>>>) => ({
  id,
  userPrincipalName,
  displayName: displayName ?? userPrincipalName,
  onPremisesSyncEnabled: properties['onPremisesSyncEnabled'] === true,
})

/** Activated roles, without those that the plan takes and with those that it gives for the whole tenant. */
export const readRolesAfter = async (
  overlay: EntraOverlay,
  userId: string,
  before: Awaited<ReturnType<EntraReader['rolesOf']>>,
): Promise<Awaited<ReturnType<EntraReader['rolesOf']>>> => {
  const whole = [...editsOf(overlay.rights.roles, userId)].filter(([key]) => key.endsWith(' /'))
  const touched = new Set(whole.map(([key]) => key.split(' ')[0]))
  const added = whole.flatMap(([, role]) =>
    role ? [{ id: role.roleId, displayName: role.roleName, roleTemplateId: role.roleId }] : [],
  )
  return [...before.filter(({ roleTemplateId }) => !touched.has(roleTemplateId ?? '')), ...added]
}

/** Reads of rights in the projection. */
export const projectRights = (overlay: EntraOverlay): EntraRightsReader => ({
  roleDefinitions: () => overlay.live.roleDefinitions(),
  heldRoles: (userId) => readHeldRoles(overlay, userId),
  eligibleRoles: (userId) => readEligible(overlay, userId),
  application: (id) => overlay.live.application(id),
  applicationsNamed: (name) => overlay.live.applicationsNamed(name),
  appRolesOf: (userId) => readAppRoles(overlay, userId),
  consentsOf: (userId) => readConsents(overlay, userId),
  ownedBy: (userId) => readOwned(overlay, userId),
  ownersOf: (object) => readOwners(overlay, object),
  reportsOf: (managerId) => readReports(overlay, managerId),
})
