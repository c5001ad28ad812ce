/** The clouds that Microsoft runs Entra in. */
export type Cloud = 'global' | 'usgov' | 'usgovdod' | 'china'

export interface CloudEndpoints {
  /** Root of Microsoft Graph, without a version. */
  readonly graph: string
  /** Where tokens come from. */
  readonly authority: string
}

/**
 * Endpoints of the national clouds.
 * Graph: https://learn.microsoft.com/graph/deployments#microsoft-graph-and-graph-explorer-service-root-endpoints
 * Sign-in: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud#microsoft-entra-authentication-endpoints
 */
export const clouds: { readonly [cloud in Cloud]: CloudEndpoints } = {
  global: { graph: 'https://graph.microsoft.com', authority: 'https://login.microsoftonline.com' },
  usgov: { graph: 'https://graph.microsoft.us', authority: 'https://login.microsoftonline.us' },
  usgovdod: { graph: 'https://dod-graph.microsoft.us', authority: 'https://login.microsoftonline.us' },
  china: { graph: 'https://microsoftgraph.chinacloudapi.cn', authority: 'https://login.partner.microsoftonline.cn' },
}

/** The scope that stands for all application permissions the administrator has consented to. */
export const scopeOf = ({ graph }: CloudEndpoints): string => `${graph}/.default`
