import { assertionFault } from './client-assertion.ts'
import { redeemDevice, refresh } from './delegated.ts'
import { type RefusalCode, refuse, type SignInAnswer } from './refusals.ts'
import type { SignInScene } from './sign-in-scene.ts'
import { GRAPH_AUDIENCE } from './token-issuer.ts'

/** What tokens for Exchange Online are for. */
export const EXCHANGE_AUDIENCE = 'https://outlook.office365.com'

/** Seconds; Entra gives between 60 and 90 minutes. */
const TOKEN_LIFETIME = 3599
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** MSAL uses the short name, from before the RFC. */
const deviceGrants: readonly (string | null)[] = ['urn:ietf:params:oauth:grant-type:device_code', 'device_code']

/** Answers `POST /{tenant}/oauth2/v2.0/token`. */
export const signIn = (scene: SignInScene, tenant: string, form: URLSearchParams): SignInAnswer => {
  const grant = form.get('grant_type')
  const onDevice = deviceGrants.includes(grant)
  if (!onDevice && grant !== 'refresh_token') return signInAsApplication(scene, tenant, form)
  // Somebody may sign in without naming the tenant.
  const known = [...scene.tenants, 'common', 'organizations'].includes(tenant.toLowerCase())
  if (!known) return noTenant(scene, tenant)
  const client = form.get('client_id')
  if (client !== scene.client.appId) return refuse(scene, 'AADSTS700016', { client })
  return onDevice ? redeemDevice(scene, form) : refresh(scene, form)
}

/** RFC 6749, section 4.4 */
const signInAsApplication = (scene: SignInScene, tenant: string, form: URLSearchParams): SignInAnswer => {
  const code = faultOf(scene, tenant, form)
  if (code)
    return refuse(scene, code, {
      tenant,
      client: form.get('client_id'),
      grant: form.get('grant_type'),
      scope: form.get('scope'),
    })
  const { issuer, client } = scene
  const resource = resourceOf(form.get('scope'))
  const body = {
    token_type: 'Bearer',
    expires_in: TOKEN_LIFETIME,
    ext_expires_in: TOKEN_LIFETIME,
    access_token: issuer.issue(
      { appId: client.appId, roles: rolesAt(resource, client.roles()) },
      TOKEN_LIFETIME,
      resource,
    ),
  }
  return { status: 200, body }
}

/** The refusal of a tenant that is not this one. */
export const noTenant = (scene: SignInScene, tenant: string): SignInAnswer => refuse(scene, 'AADSTS90002', { tenant })

const faultOf = (scene: SignInScene, tenant: string, form: URLSearchParams): RefusalCode | null => {
  if (!scene.tenants.includes(tenant.toLowerCase())) return 'AADSTS90002'
  if (form.get('grant_type') !== 'client_credentials') return 'AADSTS70003'
  if (form.get('client_id') !== scene.client.appId) return 'AADSTS700016'
  if (!scopeFits(form.get('scope'))) return 'AADSTS1002012'
  return credentialFault(scene, form)
}

/** Whom a token is for: Exchange has its own, and every other scope is taken for Graph's. */
const resourceOf = (scope: string | null): string =>
  (scope ?? '').split(' ').includes(`${EXCHANGE_AUDIENCE}/.default`) ? EXCHANGE_AUDIENCE : GRAPH_AUDIENCE

/** A token carries the roles of its own resource. */
export const rolesAt = (resource: string, roles: readonly string[]): readonly string[] =>
  roles.filter((role) => role.startsWith('Exchange.') === (resource === EXCHANGE_AUDIENCE))

/** MSAL adds the scopes of OpenID Connect, which mean nothing here. */
const scopeFits = (scope: string | null): boolean =>
  (scope ?? '').split(' ').some((part) => /^(https?:\/\/[^/]+|api:\/\/[^/]+)\/+\.default$/.test(part))

const credentialFault = ({ client, clientClock }: SignInScene, form: URLSearchParams): RefusalCode | null => {
  const assertion = form.get('client_assertion')
  if (assertion !== null && form.get('client_assertion_type') === ASSERTION_TYPE) {
    return assertionFault(assertion, {
      client: client.appId,
      certificates: client.certificates,
      now: clientClock.now(),
    })
  }
  const secret = form.get('client_secret')
  if (secret === null) return 'AADSTS7000218'
  return secret === client.secret ? null : 'AADSTS7000215'
}
