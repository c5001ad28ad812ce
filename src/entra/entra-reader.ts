import type { EntraUser } from '../model/entra-objects.ts'
import type { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { EntraReader, UserKey } from '../ports/entra.ts'
import { listIn, member, textIn } from '../wire/json-shape.ts'
import { autopilotReader } from './autopilot-reader.ts'
import { calendarReader } from './calendar-reader.ts'
import { deviceReader } from './device-reader.ts'
import { driveReader } from './drive-reader.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { type GraphPath, urls } from './graph-url.ts'
import { mailReader } from './mail-reader.ts'
import { managedAppReader } from './managed-app-reader.ts'
import { isMissing, orNull } from './or-null.ts'
import { packageReader } from './package-reader.ts'
import { allPages } from './pages.ts'
import { rightsReader } from './rights-reader.ts'
import {
  groupProperties,
  keyProperties,
  licenceProperties,
  managerProperties,
  roleMemberProperties,
  roleProperties,
  skuProperties,
  tenantProperties,
  userProperties,
} from './select-lists.ts'
import {
  groupOf,
  licenceOf,
  nameBeforeDeletion,
  passOf,
  roleMemberOf,
  roleOf,
  skuOf,
  tenantOf,
  userOf,
} from './shapes.ts'
import { signInReader } from './sign-in-reader.ts'
import { sponsorReader } from './sponsor-reader.ts'
import { teamsPhoneReader } from './teams-phone-reader.ts'

/** Reads of Entra over Graph. None of them goes through Graph's search index, which lags behind what was just written. */
export const entraReader = (send: Send, root: GraphRoot): EntraReader => {
  const get = async (path: GraphPath, doing: string): Promise<Json | undefined> =>
    (await send({ method: 'GET', path, doing })).json
  const list = (path: GraphPath, doing: string): Promise<readonly Json[]> => allPages(send, root, path, doing)
  const found = async (path: GraphPath, doing: string): Promise<Json | undefined | null> =>
    orNull(get(path, doing), isMissing)

  return {
    ...mailReader(send, root),
    ...calendarReader(send, root),
    ...signInReader(send, root),
    ...rightsReader(send, root),
    ...sponsorReader(send, root),
    ...packageReader(send, root),
    ...deviceReader(send, root),
    ...managedAppReader(send, root),
    ...autopilotReader(send, root),
    ...driveReader(send, root),
    ...teamsPhoneReader(send, root),
    async tenant() {
      const [organisation] = await list(urls.organization(tenantProperties), 'reading the tenant')
      return tenantOf(organisation)
    },
    async user(id) {
      const json = await found(urls.userRead(id, userProperties), `reading the user ${id}`)
      return json === null ? null : userOf(json)
    },
    async deletedUser(id) {
      const json = await found(urls.deletedItem(id, userProperties), `reading the deleted user ${id}`)
      return json && isOfType('user')(json) ? asBefore(userOf(json)) : null
    },
    async usersBy(key, value) {
      const users = (await list(urls.usersBy(key, value, userProperties), `looking for a user by ${key}`)).map(userOf)
      return byId(users.filter(hasValue(key, value)))
    },
    async manager(userId) {
      const json = await orNull(
        get(urls.manager(userId, managerProperties), `reading the manager of ${userId}`),
        isManagerMissing,
      )
      if (json === null) return null
      const { id, displayName, userPrincipalName } = userOf(json)
      return { id, name: displayName ?? userPrincipalName }
    },
    async groupsOf(userId) {
      const memberships = await list(urls.memberOf(userId, groupProperties), `reading the groups of ${userId}`)
      return byId(memberships.filter(isGroup).map(groupOf))
    },
    async group(id) {
      const json = await found(urls.groupRead(id, groupProperties), `reading the group ${id}`)
      return json === null ? null : groupOf(json)
    },
    async groupsNamed(displayName) {
      return byId(
        (await list(urls.groupsNamed(displayName, groupProperties), 'looking for a group by its name')).map(groupOf),
      )
    },
    async groupsBeginning(text) {
      const doing = 'looking for groups by the beginning of their names'
      return byId((await list(urls.groupsBeginning(text, groupProperties), doing)).map(groupOf))
    },
    async skus() {
      const skus = (await list(urls.subscribedSkus(skuProperties), 'reading the licences of the tenant')).map(skuOf)
      return skus
        .filter(({ appliesTo }) => appliesTo === 'User')
        .sort((a, b) => compare(a.skuPartNumber, b.skuPartNumber))
    },
    async licencesOf(userId) {
      const json = await get(urls.userRead(userId, licenceProperties), `reading the licences of ${userId}`)
      const held = (listIn(json, 'licenseAssignmentStates') ?? []).map(licenceOf)
      return held.sort((a, b) => compare(a.skuId, b.skuId) || compare(a.group ?? '', b.group ?? ''))
    },
    async passesOf(userId) {
      return byId((await list(urls.passes(userId), `reading the temporary access passes of ${userId}`)).map(passOf))
    },
    async rolesOf(userId) {
      const memberships = await list(urls.memberOf(userId, roleProperties), `reading the admin roles of ${userId}`)
      return byId(memberships.filter(isOfType('directoryRole')).map(roleOf))
    },
    async roleMembers(roleId) {
      const holders = await list(urls.roleMembers(roleId, roleMemberProperties), `reading who holds the role ${roleId}`)
      return byId(holders.filter(isOfType('user')).map(roleMemberOf))
    },
    async employeeIds() {
      const users = await list(urls.allUsers(keyProperties), 'counting the managed users')
      return users.flatMap((user) => textIn(user, 'employeeId') ?? []).sort(compare)
    },
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** Graph promises no order; one order makes equal answers equal. */
const byId = <T extends { readonly id: string }>(objects: readonly T[]): readonly T[] =>
  [...objects].sort((a, b) => compare(a.id, b.id))

/** Graph answers 404 for a user without manager and for no user; only the text tells which. */
const isManagerMissing = (fault: Fault): boolean => isMissing(fault) && fault.message.includes("'manager'")

/** memberOf lists admin roles and administrative units too. Casting to groups in the address would read from the search index. */
const isGroup = (json: Json): boolean => {
  const type = textIn(json, '@odata.type')
  return type === undefined ? member(json, 'groupTypes') !== undefined : type === '#microsoft.graph.group'
}

const asBefore = (user: EntraUser): EntraUser => {
  const userPrincipalName = nameBeforeDeletion(user.id, user.userPrincipalName)
  return { ...user, userPrincipalName, properties: { ...user.properties, userPrincipalName } }
}

const isOfType =
  (type: string) =>
  (json: Json): boolean =>
    textIn(json, '@odata.type') === `#microsoft.graph.${type}`

/** Keys that are base64, where letters in another case mean another value though Graph finds them. */
const exact: ReadonlySet<UserKey> = new Set<UserKey>(['onPremisesImmutableId'])

const hasValue =
  (key: UserKey, value: string) =>
  ({ properties }: EntraUser): boolean =>
    !exact.has(key) || properties[key] === value
