import nock from 'nock'

const tenant = '0f6d3c9e-5b7a-4b4e-9a55-1c7d1f1b2a01'

/** What the token endpoint was sent, form decoded. */
export interface TokenRequest {
  readonly host: string
  readonly form: URLSearchParams
}

export interface SignInService {
  readonly tenant: string
  readonly asked: readonly TokenRequest[]
}

const endpoints = (authority: string): object => ({
  token_endpoint: `${authority}/${tenant}/oauth2/v2.0/token`,
  authorization_endpoint: `${authority}/${tenant}/oauth2/v2.0/authorize`,
  issuer: `${authority}/${tenant}/v2.0`,
  jwks_uri: `${authority}/${tenant}/discovery/v2.0/keys`,
})

export const aadsts = (number: number, text: string): object => ({
  error: 'invalid_client',
  error_description: `AADSTS${number}: ${text} Trace ID: 0000aaaa-11bb-cccc-dd22-eeeeee333333 Correlation ID: aaaa0000-bb11-2222-33cc-444444dddddd Timestamp: 2026-12-01 08:00:00Z`,
  error_codes: [number],
})

/**
 * The sign-in service of a cloud: discovery, metadata and the token endpoint. The client's address of the last carries a
 * client-request-id, so all queries are let in.
 */
export const signInService = (
  authority: string,
  answer: { readonly status: number; readonly json: object } = {
    status: 200,
    json: { token_type: 'Bearer', expires_in: 3599, access_token: 'token-from-sign-in' },
  },
): SignInService => {
  const asked: TokenRequest[] = []
  const host = new URL(authority).host
  nock('https://login.microsoftonline.com')
    .persist()
    .get('/common/discovery/instance')
    .query(true)
    .reply(200, {
      tenant_discovery_endpoint: `${authority}/${tenant}/v2.0/.well-known/openid-configuration`,
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    })
  nock(authority)
    .persist()
    .get(`/${tenant}/v2.0/.well-known/openid-configuration`)
    .query(true)
    .reply(200, endpoints(authority))
    .post(`/${tenant}/oauth2/v2.0/token`)
    .query(true)
    .reply((_uri, body) => {
      asked.push({
        host,
        form: new URLSearchParams(typeof body === 'string' ? body : (body as Record<string, string>)),
      })
      return [answer.status, answer.json]
    })
  return { tenant, asked }
}
