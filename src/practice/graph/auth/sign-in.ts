import { randomUUID } from 'node:crypto'
import type { JsonObject } from '../../../model/json.ts'
import type { PracticeClock } from '../../practice-clock.ts'
import { assertionFault } from './client-assertion.ts'
import { GRAPH_AUDIENCE, type TokenIssuer } from './token-issuer.ts'

/** The application that may sign in. */
interface SignInClient {
  readonly appId: string
  readonly secret: string
  /** Certificates as PEM, instead of the secret. */
  readonly certificates: readonly string[]
  readonly roles: readonly string[]
}

export interface SignInScene {
  readonly clock: PracticeClock
  /** Clients date their assertions by their own time, whatever the company's is. */
  readonly clientClock: PracticeClock
  readonly issuer: TokenIssuer
  readonly client: SignInClient
  /** Names that the tenant answers to: its id and its domains. */
  readonly tenants: readonly string[]
}

export interface SignInAnswer {
  readonly status: number
  readonly body: JsonObject
}

/** What tokens for Exchange Online are for. */
export const EXCHANGE_AUDIENCE = 'https://outlook.office365.com'

/** Seconds; Entra gives between 60 and 90 minutes. */
const TOKEN_LIFETIME = 3599
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

interface Refusal {
  readonly status: number
  readonly error: string
  readonly message: string
}

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const refusals: { readonly [code: string]: Refusal } = {
  AADSTS90002: {
    status: 400,
    error: 'invalid_request',
    message:
      "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
  },
  AADSTS700016: {
    status: 400,
    error: 'unauthorized_client',
    message: "Application with identifier '{client}' was not found in the directory 'Contoso'.",
  },
  AADSTS70003: {
    status: 400,
    error: 'unsupported_grant_type',
    message: "The app requested an unsupported grant type '{grant}'.",
  },
  AADSTS900144: {
    status: 400,
    error: 'invalid_request',
    message: "The request body must contain the following parameter: '{parameter}'.",
  },
  AADSTS1002012: {
    status: 400,
    error: 'invalid_scope',
    message:
      'The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  },
  AADSTS7000215: {
    status: 401,
    error: 'invalid_client',
    message:
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{client}'.",
  },
  AADSTS7000218: {
    status: 401,
    error: 'invalid_client',
    message: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  AADSTS50027: { status: 401, error: 'invalid_client', message: 'JWT token is invalid or malformed.' },
  AADSTS700021: {
    status: 401,
    error: 'invalid_client',
    message: 'Client assertion application identifier does not match client_id parameter.',
  },
  AADSTS700024: {
    status: 401,
    error: 'invalid_client',
    message: 'Client assertion is not within its valid time range.',
  },
  AADSTS700027: {
    status: 401,
    error: 'invalid_client',
    message: 'The certificate with identifier used to sign the client assertion is not registered on application.',
  },
}

/** Answers `POST /{tenant}/oauth2/v2.0/token` for an application that signs in as itself. RFC 6749, section 4.4 */
export const signIn = (scene: SignInScene, tenant: string, form: URLSearchParams): SignInAnswer => {
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
    access_token: issuer.issue({ ...client, roles: rolesAt(resource, client.roles) }, TOKEN_LIFETIME, resource),
  }
  return { status: 200, body }
}

/** The refusal of a tenant that is not this one. */
export const noTenant = (scene: SignInScene, tenant: string): SignInAnswer => refuse(scene, 'AADSTS90002', { tenant })

const faultOf = (scene: SignInScene, tenant: string, form: URLSearchParams): string | null => {
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

const credentialFault = ({ client, clientClock }: SignInScene, form: URLSearchParams): string | null => {
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

const refuse = (
  { clock }: SignInScene,
  code: string,
  values: { readonly [name: string]: string | null },
): SignInAnswer => {
  const { status, error, message } = refusals[code] ?? { status: 400, error: 'invalid_request', message: '' }
  const [trace, correlation] = [randomUUID(), randomUUID()]
  const timestamp = new Date(clock.now()).toISOString().replace('T', ' ').replace(/\.\d+/, '')
  const text = message.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '')
  return {
    status,
    body: {
      error,
      error_description: `${code}: ${text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [Number(code.replace('AADSTS', ''))],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${code.replace('AADSTS', '')}`,
    },
  }
}
