import { randomUUID } from 'node:crypto'
import type { JsonObject } from '../../../model/json.ts'
import type { PracticeClock } from '../../practice-clock.ts'

export interface SignInAnswer {
  readonly status: number
  readonly body?: JsonObject
  /** A page for people, in HTML. */
  readonly text?: string
  readonly headers?: { readonly [name: string]: string }
}

interface Refusal {
  readonly status: number
  readonly error: string
  readonly message: string
}

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const refusals = {
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
  AADSTS70016: {
    status: 400,
    error: 'authorization_pending',
    message: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  },
  AADSTS70018: {
    status: 400,
    error: 'bad_verification_code',
    message: 'Invalid verification code.',
  },
  AADSTS70019: { status: 400, error: 'expired_token', message: 'Verification code expired.' },
  AADSTS7000014: {
    status: 400,
    error: 'invalid_grant',
    message: "The provided value for the input parameter 'device_code' is not valid.",
  },
  AADSTS65004: { status: 400, error: 'authorization_declined', message: 'User declined to consent to access the app.' },
  AADSTS65001: {
    status: 400,
    error: 'invalid_grant',
    message:
      "The user or administrator has not consented to use the application with ID '{client}'. Send an interactive authorization request for this user and resource.",
  },
  AADSTS70000: { status: 400, error: 'invalid_grant', message: 'Provided grant is invalid or malformed.' },
  AADSTS50173: {
    status: 400,
    error: 'invalid_grant',
    message:
      'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
  },
  AADSTS50057: { status: 400, error: 'invalid_grant', message: 'The user account is disabled.' },
  AADSTS50034: {
    status: 400,
    error: 'invalid_grant',
    message: 'The user account does not exist in the directory.',
  },
} as const satisfies { readonly [code: string]: Refusal }

export type RefusalCode = keyof typeof refusals
/** A refusal of the sign-in service, as RFC 6749 and Entra write it. */
export const refuse = (
  { clock }: { readonly clock: PracticeClock },
  code: RefusalCode,
  values: { readonly [name: string]: string | null } = {},
): SignInAnswer => {
  const { status, error, message }: Refusal = refusals[code]
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
