import type { JsonObject } from '../../../model/json.ts'

/** https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc */
export const openidConfiguration = (base: string, tenant: string): JsonObject => ({
  issuer: `${base}/${tenant}/v2.0`,
  authorization_endpoint: `${base}/${tenant}/oauth2/v2.0/authorize`,
  token_endpoint: `${base}/${tenant}/oauth2/v2.0/token`,
  device_authorization_endpoint: `${base}/${tenant}/oauth2/v2.0/devicecode`,
  end_session_endpoint: `${base}/${tenant}/oauth2/v2.0/logout`,
  jwks_uri: `${base}/${tenant}/discovery/v2.0/keys`,
  userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
  response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
  request_uri_parameter_supported: false,
  tenant_region_scope: 'EU',
  cloud_instance_name: 'microsoftonline.com',
  cloud_graph_host_name: 'graph.windows.net',
  msgraph_host: 'graph.microsoft.com',
  rbac_url: 'https://pas.windows.net',
})

/** The answer by which a client learns which hosts belong to the same sign-in service. */
export const instanceDiscovery = (base: string, tenant: string): JsonObject => {
  const host = new URL(base).host
  return {
    tenant_discovery_endpoint: `${base}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  }
}
