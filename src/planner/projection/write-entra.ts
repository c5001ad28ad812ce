import type { EntraProperties } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import type { Json } from '../../model/json.ts'
import { Secret } from '../../model/secret.ts'
import type { EntraWriter, NewAccessPass } from '../../ports/entra.ts'
import type { Invitation } from '../../ports/guests.ts'
import type { Authorship } from './authorship.ts'
import {
  type EntraNode,
  type EntraOverlay,
  readDeletedUser,
  readGroupsOf,
  readLicences,
  readManager,
  readPasses,
  readSkus,
  requireUser,
} from './entra-overlay.ts'
import {
  refuseForeignDomain,
  refuseForeignGroup,
  refuseIncomplete,
  refuseLicence,
  refuseMasteredOnPremises,
  refuseRemoval,
  refuseTakenUpn,
} from './entra-rules.ts'
import { writeAutopilot } from './project-autopilot.ts'
import { writeCalendars } from './project-calendars.ts'
import { writeDevices } from './project-devices.ts'
import { writeDrives } from './project-drives.ts'
import { guestProperties, invitedBefore } from './project-guest.ts'
import { writeMail } from './project-mail.ts'
import { writeManagedApps } from './project-managed-apps.ts'
import { writePackages } from './project-packages.ts'
import { writeSignIn } from './project-sign-in.ts'
import { writeSponsors } from './project-sponsors.ts'
import { writeTeamsPhone } from './project-teams-phone.ts'
import { indexUser } from './user-index.ts'
import { writeRights } from './write-rights.ts'

const nodeOf = (overlay: EntraOverlay, id: string, born = false): EntraNode => {
  const known = overlay.users.get(id)
  if (known) return known
  const node: EntraNode = { id, born, gone: false, properties: new Map<string, Json>() }
  overlay.users.set(id, node)
  return node
}

const setAll = (overlay: EntraOverlay, node: EntraNode, properties: EntraProperties): void => {
  for (const [name, value] of Object.entries(properties)) {
    node.properties.set(name, value)
    indexUser(overlay.index, node.id, name, value)
  }
}

const addUser = async (overlay: EntraOverlay, id: string, properties: EntraProperties, { asSync }: Authorship) => {
  const doing = `creating the user ${String(properties['userPrincipalName'] ?? '')}`
  if (!asSync) {
    refuseIncomplete(properties, doing)
    await refuseForeignDomain(overlay, properties, doing)
  }
  await refuseTakenUpn(overlay, id, properties, doing)
  const node = nodeOf(overlay, id, true)
  setAll(overlay, node, { userType: 'Member', businessPhones: [], otherMails: [], proxyAddresses: [], ...properties })
  return { id }
}

const modifyUser = async (overlay: EntraOverlay, id: string, properties: EntraProperties, { asSync }: Authorship) => {
  const doing = `changing the user ${id}`
  const user = await requireUser(overlay, id, doing)
  if (!asSync) {
    refuseMasteredOnPremises(user, Object.keys(properties), doing)
    await refuseForeignDomain(overlay, properties, doing)
  }
  await refuseTakenUpn(overlay, id, properties, doing)
  setAll(overlay, nodeOf(overlay, id), properties)
}

/** A deleted user gives the seats back. */
const deleteUser = async (overlay: EntraOverlay, id: string): Promise<void> => {
  await requireUser(overlay, id, `deleting the user ${id}`)
  const held = new Set((await readLicences(overlay, id)).map(({ skuId }) => skuId))
  for (const skuId of held) takeSeats(overlay, skuId, -1)
  nodeOf(overlay, id).gone = true
}

/** What lay among the deleted users of the live tenant is laid over it whole, for live reads do not show it. */
const restoreUser = async (overlay: EntraOverlay, id: string): Promise<void> => {
  const doing = `restoring the user ${id}`
  const user = await readDeletedUser(overlay, id)
  if (!user) throw new Fault('entra/not-found', { doing, detail: `there is no deleted user ${id}` })
  await refuseTakenUpn(overlay, id, { userPrincipalName: user.userPrincipalName }, doing)
  const known = overlay.users.get(id)
  if (known) known.gone = false
  else setAll(overlay, nodeOf(overlay, id, true), user.properties)
  const held = known ? await readLicences(overlay, id) : []
  for (const skuId of new Set(held.map((licence) => licence.skuId))) takeSeats(overlay, skuId, 1)
}

const takeSeats = (overlay: EntraOverlay, skuId: string, seats: number): void => {
  overlay.seats.set(skuId, (overlay.seats.get(skuId) ?? 0) + seats)
}

const setPassword = async (overlay: EntraOverlay, id: string): Promise<void> => {
  const doing = `setting the password of ${id}`
  refuseMasteredOnPremises(await requireUser(overlay, id, doing), ['passwordProfile'], doing)
}

const setManager = async (overlay: EntraOverlay, userId: string, managerId: string | null): Promise<void> => {
  const doing = `setting the manager of ${userId}`
  const user = await requireUser(overlay, userId, doing)
  refuseMasteredOnPremises(user, ['manager'], doing)
  if (managerId !== null) await requireUser(overlay, managerId, doing)
  else if (!(await readManager(overlay, userId)))
    throw new Fault('entra/not-found', { doing, detail: "Resource 'manager' does not exist" })
  overlay.managers.set(userId, managerId)
}

const setMember = async (overlay: EntraOverlay, groupId: string, memberId: string, present: boolean): Promise<void> => {
  const doing = present
    ? `adding ${memberId} to the group ${groupId}`
    : `removing ${memberId} from the group ${groupId}`
  await requireUser(overlay, memberId, doing)
  const group = await overlay.live.group(groupId)
  if (!group) throw new Fault('entra/not-found', { doing, detail: `there is no group ${groupId}` })
  refuseForeignGroup(group, doing)
  const isMember = (await readGroupsOf(overlay, memberId)).some(({ id }) => id === groupId)
  if (isMember === present) throw new Fault(present ? 'entra/already-member' : 'entra/not-member', { doing })
  const edits = overlay.memberships.get(memberId) ?? new Map<string, boolean>()
  overlay.memberships.set(memberId, edits.set(groupId, present))
}

const assignLicences: (overlay: EntraOverlay, ...args: Parameters<EntraWriter['assignLicences']>) => Promise<void> =
  async (overlay, userId, { add, remove }) => {
    const doing = `assigning licences to ${userId}`
    const user = await requireUser(overlay, userId, doing)
    const [before, skus] = [await readLicences(overlay, userId), await readSkus(overlay)]
    for (const skuId of remove) refuseRemoval(skuId, before, doing)
    for (const { skuId } of add)
      refuseLicence(
        user,
        skus.find((sku) => sku.skuId === skuId),
        before,
        doing,
      )
    const edits = overlay.licences.get(userId) ?? new Map<string, readonly string[] | null>()
    overlay.licences.set(userId, edits)
    for (const skuId of remove) edits.set(skuId, null)
    for (const { skuId, disabledPlans } of add) edits.set(skuId, disabledPlans)
    const after = await readLicences(overlay, userId)
    for (const skuId of new Set([...remove, ...add.map((licence) => licence.skuId)])) {
      const holds = (licences: typeof after) => Number(licences.some((licence) => licence.skuId === skuId))
      takeSeats(overlay, skuId, holds(after) - holds(before))
    }
  }

/** A user has one pass: another one replaces it. One that begins later is not usable at once. */
const issuePass = async (overlay: EntraOverlay, id: string, userId: string, pass: NewAccessPass) => {
  await requireUser(overlay, userId, `issuing a temporary access pass for ${userId}`)
  const { startDateTime = null, lifetimeInMinutes } = pass
  overlay.passes.set(userId, [{ id, startDateTime, lifetimeInMinutes, isUsable: startDateTime === null }])
  return { id, pass: new Secret('') }
}

const deletePass = async (overlay: EntraOverlay, userId: string, passId: string): Promise<void> => {
  const passes = await readPasses(overlay, userId)
  const doing = `deleting a temporary access pass of ${userId}`
  if (!passes.some(({ id }) => id === passId))
    throw new Fault('entra/not-found', { doing, detail: `there is no pass ${passId}` })
  overlay.passes.set(
    userId,
    passes.filter(({ id }) => id !== passId),
  )
}

const inviteGuest = async (overlay: EntraOverlay, id: string, invitation: Invitation) =>
  (await invitedBefore(overlay, invitation)) ??
  addUser(overlay, id, await guestProperties(overlay, invitation), { asSync: true })

/** Writes that stay in the overlay. `newId` gives the id of what is added. */
export const writeEntra = (overlay: EntraOverlay, newId: () => string, by: Authorship): EntraWriter => ({
  ...writeMail(overlay),
  ...writeCalendars(overlay),
  ...writeSignIn(overlay),
  // A mail changes nothing that anybody reads.
  sendMail: (id) => overlay.turns(async () => void (await requireUser(overlay, id, `sending a mail from ${id}`))),
  ...writeRights(overlay, newId),
  ...writeSponsors(overlay),
  ...writePackages(overlay),
  ...writeDevices(overlay),
  ...writeManagedApps(overlay),
  ...writeAutopilot(overlay),
  ...writeDrives(overlay, newId),
  ...writeTeamsPhone(overlay),
  addUser: ({ properties }) => overlay.turns(() => addUser(overlay, newId(), properties, by)),
  modifyUser: (id, properties) => overlay.turns(() => modifyUser(overlay, id, properties, by)),
  deleteUser: (id) => overlay.turns(() => deleteUser(overlay, id)),
  restoreUser: (id) => overlay.turns(() => restoreUser(overlay, id)),
  setPassword: (id) => overlay.turns(() => setPassword(overlay, id)),
  setManager: (userId, managerId) => overlay.turns(() => setManager(overlay, userId, managerId)),
  removeManager: (userId) => overlay.turns(() => setManager(overlay, userId, null)),
  addMember: (groupId, memberId) => overlay.turns(() => setMember(overlay, groupId, memberId, true)),
  removeMember: (groupId, memberId) => overlay.turns(() => setMember(overlay, groupId, memberId, false)),
  assignLicences: (userId, change) => overlay.turns(() => assignLicences(overlay, userId, change)),
  issuePass: (userId, pass) => overlay.turns(() => issuePass(overlay, newId(), userId, pass)),
  deletePass: (userId, passId) => overlay.turns(() => deletePass(overlay, userId, passId)),
  inviteGuest: (invitation) => overlay.turns(() => inviteGuest(overlay, newId(), invitation)),
})
