import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import { Secret } from '../model/secret.ts'
import type { Clock } from '../ports/clock.ts'
import type { EntraWriter, NewUser } from '../ports/entra.ts'
import { textsIn } from '../wire/json-shape.ts'
import { answered } from './answered.ts'
import { autopilotWriter } from './autopilot-writer.ts'
import { calendarWriter } from './calendar-writer.ts'
import { deviceWriter } from './device-writer.ts'
import { driveWriter } from './drive-writer.ts'
import type { GraphRequest, Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { references, urls } from './graph-url.ts'
import { guestWriter } from './guest-writer.ts'
import { mailWriter } from './mail-writer.ts'
import { managedAppWriter } from './managed-app-writer.ts'
import { memberAdds } from './member-adds.ts'
import { memberRemovals } from './member-removals.ts'
import { packageWriter } from './package-writer.ts'
import { rightsWriter } from './rights-writer.ts'
import { groupProperties } from './select-lists.ts'
import { mailSender } from './send-mail.ts'
import { signInWriter } from './sign-in-writer.ts'
import { sponsorWriter } from './sponsor-writer.ts'
import { teamsPhoneWriter } from './teams-phone-writer.ts'

/** Writes to Entra over Graph, each sent once. `read` looks at a group whose refusal could mean two things. */
export const entraWriter = (send: Send, read: Send, root: GraphRoot, clock: Clock): EntraWriter => {
  const reference = references(root)
  const addMembership = memberAdds(send, clock, root)
  const removeMembership = memberRemovals(send, clock)
  const write = async (request: GraphRequest): Promise<Json | undefined> => (await send(request)).json

  return {
    ...mailWriter(send),
    ...calendarWriter(send),
    ...signInWriter(send),
    ...mailSender(send),
    ...rightsWriter(send, root, clock),
    ...sponsorWriter(send, root),
    ...packageWriter(send),
    ...deviceWriter(send),
    ...managedAppWriter(send),
    ...autopilotWriter(send),
    ...driveWriter(send),
    ...teamsPhoneWriter(send),
    ...guestWriter(send),
    async addUser(user) {
      const doing = `creating the user ${String(user.properties['userPrincipalName'] ?? '')}`
      const json = await write({ method: 'POST', path: urls.users, body: newUser(user), doing })
      return { id: answered(json, 'id', doing) }
    },
    async modifyUser(id, properties) {
      await write({ method: 'PATCH', path: urls.user(id), body: properties, doing: `changing the user ${id}` })
    },
    async deleteUser(id) {
      await write({ method: 'DELETE', path: urls.user(id), doing: `deleting the user ${id}` })
    },
    async restoreUser(id) {
      await write({ method: 'POST', path: urls.restore(id), body: {}, doing: `restoring the user ${id}` })
    },
    async setPassword(id, password, { mustChange }) {
      const body = { passwordProfile: passwordProfile(password, mustChange) }
      await write({ method: 'PATCH', path: urls.user(id), body, doing: `setting the password of ${id}` })
    },
    async setManager(userId, managerId) {
      const body = { '@odata.id': reference.user(managerId) }
      await write({ method: 'PUT', path: urls.managerRef(userId), body, doing: `setting the manager of ${userId}` })
    },
    async removeManager(userId) {
      await write({ method: 'DELETE', path: urls.managerRef(userId), doing: `removing the manager of ${userId}` })
    },
    async addMember(groupId, memberId) {
      const doing = `adding ${memberId} to the group ${groupId}`
      await addMembership({ group: groupId, member: memberId }).catch(asDynamic(read, groupId, doing))
    },
    async removeMember(groupId, memberId) {
      const doing = `removing ${memberId} from the group ${groupId}`
      await removeMembership({ group: groupId, member: memberId })
        .catch(asNotMember(groupId, doing))
        .catch(asDynamic(read, groupId, doing))
    },
    async assignLicences(userId, { add, remove }) {
      const addLicenses = add.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans }))
      // Graph refuses the request if either list is missing, even an empty one.
      const body = { addLicenses, removeLicenses: remove }
      await write({ method: 'POST', path: urls.assignLicense(userId), body, doing: `assigning licences to ${userId}` })
    },
    async issuePass(userId, pass) {
      const doing = `issuing a temporary access pass for ${userId}`
      const json = await write({ method: 'POST', path: urls.passes(userId), body: { ...pass }, doing })
      return { id: answered(json, 'id', doing), pass: new Secret(answered(json, 'temporaryAccessPass', doing)) }
    },
    async deletePass(userId, passId) {
      await write({
        method: 'DELETE',
        path: urls.pass(userId, passId),
        doing: `deleting a temporary access pass of ${userId}`,
      })
    },
  }
}

const passwordProfile = (
  password: Secret,
  mustChange: boolean,
): { password: string; forceChangePasswordNextSignIn: boolean } => ({
  password: password.reveal(),
  forceChangePasswordNextSignIn: mustChange,
})

/** What is to be empty is left out: a new user has nothing that could be emptied, and Graph refuses null for some properties. */
const newUser = ({ properties, password, mustChangePassword }: NewUser): Json => ({
  ...Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)),
  passwordProfile: passwordProfile(password, mustChangePassword),
})

/** 404 on removing a member means the membership unless it names the group; Graph does not tell a missing member from a missing account. */
const asNotMember =
  (groupId: string, doing: string) =>
  (error: unknown): never => {
    if (!(error instanceof Fault) || error.code !== 'entra/not-found') throw error
    const named = /Resource '([^']*)'/.exec(error.message)?.[1]
    if (named?.toLowerCase() === groupId.toLowerCase()) throw error
    throw new Fault('entra/not-member', { doing }, { cause: error })
  }

/** Graph refuses members of a dynamic group in the words for a missing permission, so the group itself is asked. */
const asDynamic =
  (read: Send, groupId: string, doing: string) =>
  async (error: unknown): Promise<never> => {
    if (!(error instanceof Fault) || error.code !== 'entra/denied') throw error
    const path = urls.groupRead(groupId, groupProperties)
    const group = await read({ method: 'GET', path, doing: `reading the group ${groupId}` }).catch(() => undefined)
    if (!textsIn(group?.json, 'groupTypes').includes('DynamicMembership')) throw error
    throw new Fault('entra/dynamic-group', { doing }, { cause: error })
  }
