import { randomBytes } from 'node:crypto'
import type { JsonObject } from '../../../model/json.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import { consentGrants } from '../../entra/rights-shelves.ts'
import { type StoredUser, textOf } from '../../entra/stored-objects.ts'
import { DEVICE_CODE_LIFETIME, POLL_SECONDS } from './device-codes.ts'
import { type RefusalCode, refuse, type SignInAnswer } from './refusals.ts'
import type { Grant, SignInScene } from './sign-in-scene.ts'

/** Scopes of OpenID Connect, which are about the answer and not about Graph. */
const openId: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access'])
const GRAPH = /^https:\/\/graph\.microsoft\.com\/+/
/** Ninety days, in milliseconds. https://learn.microsoft.com/entra/identity-platform/refresh-tokens */
const REFRESH_LIFETIME_MS = 90 * 24 * 3_600_000
const TOKEN_LIFETIME = 3599

/** `POST /{tenant}/oauth2/v2.0/devicecode`: what a person is to be shown. */
export const beginDevice = (scene: SignInScene, base: string, form: URLSearchParams): SignInAnswer => {
  const scope = form.get('scope')
  if (form.get('client_id') !== scene.client.appId)
    return refuse(scene, 'AADSTS700016', { client: form.get('client_id') })
  if (scope === null) return refuse(scene, 'AADSTS900144', { parameter: 'scope' })
  const { deviceCode, userCode } = scene.devices.begin(scope)
  const page = `${base}/devicelogin`
  const body = {
    user_code: userCode,
    device_code: deviceCode,
    verification_uri: page,
    expires_in: DEVICE_CODE_LIFETIME,
    interval: POLL_SECONDS,
    message: `To sign in, use a web browser to open the page ${page} and enter the code ${userCode} to authenticate.`,
  }
  return { status: 200, body }
}

/** The token endpoint for a device that waits. */
export const redeemDevice = (scene: SignInScene, form: URLSearchParams): SignInAnswer => {
  const redeemed = scene.devices.redeem(form.get('device_code') ?? '')
  if (typeof redeemed === 'string') return refuse(scene, redeemed)
  return answerFor(scene, redeemed.user, redeemed.scope, form)
}

/** The token endpoint for a client that was signed in to before. Each refresh token stays good beside the next one. */
export const refresh = (scene: SignInScene, form: URLSearchParams): SignInAnswer => {
  const grant = scene.grants.get(form.get('refresh_token') ?? '')
  if (!grant || scene.clock.now() - grant.at > REFRESH_LIFETIME_MS) return refuse(scene, 'AADSTS70000')
  const user = scene.entra.user(grant.user)
  if (user && validFrom(user) !== grant.validFrom) return refuse(scene, 'AADSTS50173')
  return answerFor(scene, grant.user, form.get('scope') ?? grant.scope, form)
}

/** Every revocation moves it on. */
const validFrom = (user: StoredUser): string => textOf(user, 'signInSessionsValidFromDateTime') ?? ''

const answerFor = (scene: SignInScene, userId: string, wanted: string, form: URLSearchParams): SignInAnswer => {
  const user = scene.entra.user(userId)
  if (!user) return refuse(scene, 'AADSTS50034')
  if (user.properties.accountEnabled !== true) return refuse(scene, 'AADSTS50057')
  const permissions = permissionsFor(scene, user, wanted)
  if (typeof permissions === 'string') return refuse(scene, permissions, { client: scene.client.appId })
  return { status: 200, body: tokens(scene, user, permissions, wanted, form) }
}

/** Those that were consented to of the ones asked for; `.default` asks for all of them. */
const permissionsFor = (scene: SignInScene, user: StoredUser, wanted: string): readonly string[] | RefusalCode => {
  const allowed = new Set(['User.Read', ...scene.client.roles(), ...consents(scene.entra, user.id, scene.client.appId)])
  const asked = wanted
    .split(/\s+/)
    .filter((scope) => scope !== '' && !openId.has(scope))
    .map((scope) => scope.replace(GRAPH, ''))
  if (asked.includes('.default')) return [...allowed]
  return asked.every((scope) => allowed.has(scope)) ? asked : 'AADSTS65001'
}

const consents = (store: EntraStore, user: string, appId: string): readonly string[] => {
  const client = store.principals().find((principal) => textOf(principal, 'appId') === appId)
  return consentGrants(store)
    .all()
    .filter(({ clientId, principalId }) => clientId === client?.id && (principalId === null || principalId === user))
    .flatMap(({ scope }) => scope.split(/\s+/).filter((name) => name !== ''))
}

const tokens = (
  scene: SignInScene,
  user: StoredUser,
  permissions: readonly string[],
  wanted: string,
  form: URLSearchParams,
): JsonObject => {
  const { issuer, client, entra, clock } = scene
  const asked = new Set(wanted.split(/\s+/))
  const grant = { user: user.id, scope: wanted, at: clock.now(), validFrom: validFrom(user) }
  const who = {
    id: user.id,
    userPrincipalName: textOf(user, 'userPrincipalName') ?? '',
    displayName: textOf(user, 'displayName') ?? '',
  }
  return {
    token_type: 'Bearer',
    scope: granted(permissions, asked),
    expires_in: TOKEN_LIFETIME,
    ext_expires_in: TOKEN_LIFETIME,
    access_token: issuer.issue({ appId: client.appId, roles: permissions, user: who }, TOKEN_LIFETIME),
    ...(asked.has('offline_access') ? { refresh_token: newGrant(scene, grant) } : {}),
    ...(asked.has('openid') ? { id_token: issuer.sign(identity(scene, who), TOKEN_LIFETIME) } : {}),
    ...(form.get('client_info') === '1' ? { client_info: encoded({ uid: user.id, utid: entra.tenant.id }) } : {}),
  }
}

/** Clients look for a token again by what they asked for, so `.default` stands beside what it brought. */
const granted = (permissions: readonly string[], asked: ReadonlySet<string>): string =>
  [
    ...permissions.map((name) => `https://graph.microsoft.com/${name}`),
    ...[...asked].filter((name) => openId.has(name) || name.endsWith('/.default')),
  ].join(' ')

/** https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference */
const identity = (
  { client, entra }: SignInScene,
  who: { readonly id: string; readonly userPrincipalName: string; readonly displayName: string },
): JsonObject => ({
  aud: client.appId,
  iss: `https://login.microsoftonline.com/${entra.tenant.id}/v2.0`,
  name: who.displayName,
  oid: who.id,
  preferred_username: who.userPrincipalName,
  sub: who.id,
  tid: entra.tenant.id,
  ver: '2.0',
})

const newGrant = ({ grants }: SignInScene, grant: Grant): string => {
  const token = randomBytes(48).toString('base64url')
  grants.set(token, grant)
  return token
}

const encoded = (value: JsonObject): string => Buffer.from(JSON.stringify(value)).toString('base64url')
