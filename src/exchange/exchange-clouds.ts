/** The clouds that Microsoft runs Exchange Online in. */
export type ExchangeCloud = 'global' | 'usgov' | 'usgovdod' | 'china'

interface Endpoints {
  /** Where the administration answers; its tokens are for the same address. */
  readonly origin: string
  /** What `Connect-ExchangeOnline -ExchangeEnvironmentName` calls the cloud. */
  readonly environment: string
}

/** https://learn.microsoft.com/powershell/exchange/connect-to-exchange-online-powershell#connect-to-exchange-online-powershell-in-national-clouds */
export const exchangeClouds: { readonly [cloud in ExchangeCloud]: Endpoints } = {
  global: { origin: 'https://outlook.office365.com', environment: 'O365Default' },
  usgov: { origin: 'https://outlook.office365.us', environment: 'O365USGovGCCHigh' },
  usgovdod: { origin: 'https://webmail.apps.mil', environment: 'O365USGovDoD' },
  china: { origin: 'https://partner.outlook.cn', environment: 'O365China' },
}

/** The scope of a token for Exchange's administration. */
export const exchangeScope = (cloud: ExchangeCloud): string => `${exchangeClouds[cloud].origin}/.default`
