import type { ExchangeConfig } from '../config/config.ts'
import type { CredentialSpec, EntraSettings } from '../entra/entra-settings.ts'
import type { ExchangeSettings } from '../exchange/exchange-settings.ts'
import { Fault } from '../model/fault.ts'
import type { PracticeInfo } from '../model/practice-info.ts'
import type { EntraReader } from '../ports/entra.ts'

/** How Exchange is reached, given how Entra is; null where only people reach it. */
export const exchangeSettingsOf = (
  exchange: ExchangeConfig,
  entra: EntraSettings & { readonly reader: EntraReader },
  practice: PracticeInfo | null,
): ExchangeSettings | null => {
  const { tenant, cloud, credential } = entra
  if (exchange.driver === 'none') return null
  if (exchange.driver === 'adminapi') {
    const baseUrl = exchange.address ?? practice?.exchange
    return { driver: 'adminapi', tenant, cloud, ...(baseUrl === undefined ? {} : { baseUrl }) }
  }
  const { organization, executable } = exchange
  const named = async (): Promise<string> => organization ?? firstDomain(await entra.reader.tenant())
  return { driver: 'pwsh', organization: named, cloud, executable, ...certificateOf(credential) }
}

/** The domain that a tenant begins with, in every cloud; it cannot be taken away. */
const FIRST_DOMAIN = /\.(onmicrosoft\.(com|us)|partner\.onmschina\.cn)$/i

const firstDomain = ({ domains }: { readonly domains: readonly string[] }): string => {
  const found = domains.find((domain) => FIRST_DOMAIN.test(domain) && !/\.mail\.onmicrosoft\./i.test(domain))
  if (found !== undefined) return found
  throw new Fault('exchange/bad-settings', {
    detail: 'the tenant shows no domain that ends with onmicrosoft.com; name it in  organization:',
  })
}

/** What the configuration was checked for already. */
const certificateOf = (
  credential: EntraSettings['credential'],
): Pick<Extract<CredentialSpec, { kind: 'certificate' }>, 'client' | 'certificate' | 'password'> => {
  if (credential.kind === 'certificate') return credential
  throw new Fault('exchange/bad-settings', { detail: 'PowerShell signs in with a certificate' })
}
