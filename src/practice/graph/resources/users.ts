import type { Json, JsonObject } from '../../../model/json.ts'
import { settleInheritedLicences } from '../../entra/group-licences.ts'
import { softDelete } from '../../entra/soft-delete.ts'
import { isSynced, type StoredUser, wasSynced } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { listObjects } from '../odata/list-objects.ts'
import { showCreated, showObject } from '../odata/show-object.ts'
import { requireRoles } from '../permissions.ts'
import type { Route } from '../route.ts'
import { entityTypes } from '../schema/entity-type.ts'
import { guardSensitive, guardTarget } from './privileged.ts'
import { guardQuota } from './quota.ts'
import { bodyObject, resolveUser } from './resolve.ts'
import { rolesForProperties } from './user-permissions.ts'
import { checkUserUnique, checkUserValues, passwordOf, withPrimaryAddress } from './user-rules.ts'
import { readProperties, refuseMastered, requireProperties } from './write-properties.ts'

const REQUIRED = ['accountEnabled', 'displayName', 'mailNickname', 'userPrincipalName'] as const

const create = (call: GraphCall): GraphAnswer => {
  const { store } = call
  const properties = readProperties(bodyObject(call), entityTypes.user)
  requireProperties(properties, REQUIRED, entityTypes.user)
  if (passwordOf(properties.passwordProfile) === undefined) throw new GraphFault('user-pwd-missing')
  checkUserValues(store, properties)
  checkUserUnique(store, properties, null)
  guardQuota(call)
  const now = store.timestamp()
  const fresh: StoredUser = {
    type: 'user',
    id: store.newId(),
    deletedDateTime: null,
    licences: [],
    methods: [],
    properties: {
      userType: 'Member',
      createdDateTime: now,
      lastPasswordChangeDateTime: now,
      signInSessionsValidFromDateTime: now,
    },
  }
  const user = { ...fresh, properties: { ...fresh.properties, ...storedForm(fresh, properties, now) } }
  store.put(user)
  settleInheritedLicences(store, user.id)
  return showCreated(call, user)
}

const update = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  const properties = readProperties(bodyObject(call), entityTypes.user)
  for (const roles of rolesForProperties(properties)) requireRoles(call.caller, roles)
  if (isSynced(user)) refuseMastered(properties, entityTypes.user)
  // Of a user that was synchronised once, Exchange masters these. https://learn.microsoft.com/graph/api/resources/onpremisesextensionattributes
  if (wasSynced(user) && Object.hasOwn(properties, 'onPremisesExtensionAttributes')) throw new GraphFault('onprem-exo')
  guardSensitive(call, user, Object.keys(properties))
  checkUserValues(call.store, properties)
  checkUserUnique(call.store, properties, user.id)
  const changed = storedForm(user, properties, call.store.timestamp())
  call.store.put({ ...user, properties: { ...user.properties, ...changed } })
  settleInheritedLicences(call.store, user.id)
  return noContent
}

/** What a write keeps: passwords leave only the time of their change, `mail` becomes the primary address as well. */
const storedForm = (user: StoredUser, properties: JsonObject, now: string): JsonObject => {
  const { passwordProfile, employeeOrgData, mail, ...rest } = properties
  return {
    ...rest,
    ...(passwordProfile === undefined ? {} : passwordForm(passwordProfile, now)),
    ...(employeeOrgData === undefined ? {} : { employeeOrgData: orgData(employeeOrgData) }),
    ...(typeof mail === 'string' ? { mail, proxyAddresses: withPrimaryAddress(user, mail) } : {}),
  }
}

const passwordForm = (profile: Json, now: string): JsonObject => {
  const { forceChangePasswordNextSignIn, forceChangePasswordNextSignInWithMfa } = (profile ?? {}) as JsonObject
  return {
    passwordProfile: {
      forceChangePasswordNextSignIn: forceChangePasswordNextSignIn ?? true,
      forceChangePasswordNextSignInWithMfa: forceChangePasswordNextSignInWithMfa ?? false,
      password: null,
    },
    ...(passwordOf(profile) === undefined ? {} : { lastPasswordChangeDateTime: now }),
  }
}

/** A write replaces the whole of it: what is not named becomes null. */
const orgData = (value: Json): Json => value && { costCenter: null, division: null, ...(value as JsonObject) }

const remove = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  guardTarget(call, user)
  softDelete(call.store, user)
  return noContent
}

const revokeSessions = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  call.store.put({
    ...user,
    properties: { ...user.properties, signInSessionsValidFromDateTime: revokedAt(call, user) },
  })
  return { status: 200, body: { '@odata.context': `${call.publicUrl}/$metadata#Edm.Boolean`, value: true } }
}

const SECOND_MS = 1000

/** Each time is later than the one before, also where two fall into one second. */
const revokedAt = ({ store }: GraphCall, { properties }: StoredUser): string => {
  const [before, now] = [Date.parse(String(properties.signInSessionsValidFromDateTime)), Date.parse(store.timestamp())]
  return `${new Date(Math.max(now, (before || 0) + SECOND_MS)).toISOString().slice(0, 19)}Z`
}

const syncBehavior = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  const context = `${call.publicUrl}/$metadata#users('${user.id}')/onPremisesSyncBehavior/$entity`
  return { status: 200, body: { '@odata.context': context, id: user.id, isCloudManaged: !isSynced(user) } }
}

export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/users',
    handle: (call) => listObjects(call, { type: entityTypes.user, all: () => call.store.users() }),
  },
  { method: 'POST', path: '/users', handle: create },
  { method: 'GET', path: '/users/{id}', handle: (call) => showObject(call, resolveUser(call)) },
  { method: 'PATCH', path: '/users/{id}', handle: update },
  { method: 'DELETE', path: '/users/{id}', handle: remove },
  { method: 'POST', path: '/users/{id}/revokeSignInSessions', handle: revokeSessions },
  { method: 'GET', path: '/users/{id}/onPremisesSyncBehavior', handle: syncBehavior },
]
