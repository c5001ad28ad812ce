import type { TokenCredential } from '@azure/identity'
import { Fault } from '../model/fault.ts'
import { clouds } from './clouds.ts'
import type { CredentialSpec, EntraDeps, EntraSettings } from './entra-settings.ts'

type Identity = typeof import('@azure/identity')
type Where = Pick<EntraSettings, 'tenant' | 'cloud' | 'authority'>

/** The sign-in service of the settings. */
export const authorityOf = ({ cloud, authority }: Where): string => authority ?? clouds[cloud].authority

/**
 * The credential that the settings ask for. Nothing is sent before its first token is asked for. The package is loaded here and only here:
 * it is large, and whoever works with Active Directory alone or on the practice tenant never needs it.
 */
export const makeCredential = async (
  spec: CredentialSpec,
  where: Where,
  prompt: EntraDeps['prompt'],
): Promise<TokenCredential> => make(await import('@azure/identity'), spec, where, prompt)

const make = (identity: Identity, spec: CredentialSpec, where: Where, prompt: EntraDeps['prompt']): TokenCredential => {
  const { tenant } = where
  const options = { ...authorityOptions(where), retryOptions: { maxRetries: 2 } }
  switch (spec.kind) {
    case 'certificate':
      return new identity.ClientCertificateCredential(tenant, spec.client, certificateOf(spec), options)
    case 'secret':
      return new identity.ClientSecretCredential(tenant, spec.client, spec.secret.reveal(), options)
    case 'managed-identity':
      return spec.client === undefined
        ? new identity.ManagedIdentityCredential(options)
        : new identity.ManagedIdentityCredential(spec.client, options)
    case 'workload-identity':
      return new identity.WorkloadIdentityCredential({
        ...options,
        tenantId: tenant,
        ...(spec.client === undefined ? {} : { clientId: spec.client }),
        ...(spec.tokenFile === undefined ? {} : { tokenFilePath: spec.tokenFile }),
      })
    case 'azure-cli':
      return new identity.AzureCliCredential({ tenantId: tenant })
    case 'device-code': {
      const show = shower(prompt)
      const userPromptCallback = ({ message }: { readonly message: string }): void => show(message)
      return new identity.DeviceCodeCredential({
        ...options,
        tenantId: tenant,
        clientId: spec.client,
        userPromptCallback,
      })
    }
  }
}

/** Another authority than a cloud's own is not known to Microsoft's list of authorities, so it is not looked up there. */
const authorityOptions = (where: Where): { authorityHost: string; disableInstanceDiscovery?: true } => ({
  authorityHost: authorityOf(where),
  ...(where.authority === undefined ? {} : { disableInstanceDiscovery: true }),
})

const certificateOf = ({ certificate, password }: Extract<CredentialSpec, { kind: 'certificate' }>) => ({
  certificatePath: certificate,
  ...(password === undefined ? {} : { certificatePassword: password.reveal() }),
})

const shower = (prompt: EntraDeps['prompt']): ((text: string) => void) => {
  if (prompt) return prompt
  throw new Fault('entra/sign-in-failed', {
    detail: 'a device-code sign-in needs somebody at the terminal to show the code to',
    advice: 'Run the command in a terminal, or use a certificate, which needs nobody.',
  })
}
