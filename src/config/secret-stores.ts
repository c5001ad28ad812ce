import { readFile, stat } from 'node:fs/promises'
import { Fault } from '../model/fault.ts'
import type { SecretStores } from './resolve-secret.ts'

const OTHERS_MAY_READ = 0o044

/** The stores of this machine. Their packages are large, so each is loaded when a secret is first asked from it. */
export const secretStores = (env: SecretStores['env']): SecretStores => ({
  env,
  readFile: async (path) => {
    const [text, { mode }] = await Promise.all([readFile(path, 'utf8'), stat(path)])
    // Windows has no such mode bits; what Node shows there says nothing about who may read.
    return { text, open: process.platform !== 'win32' && (mode & OTHERS_MAY_READ) !== 0 }
  },
  readKeyring: async (service, account) => {
    const { AsyncEntry } = await import('@napi-rs/keyring')
    return (await new AsyncEntry(service, account).getPassword()) ?? null
  },
  readVault,
})

const NOT_FOUND = 404
const UNAUTHORISED = 401
const FORBIDDEN = 403

/** https://learn.microsoft.com/azure/key-vault/secrets/about-secrets */
const readVault = async (url: string): Promise<string | null> => {
  const [{ parseKeyVaultSecretIdentifier, SecretClient }, { DefaultAzureCredential }] = await Promise.all([
    import('@azure/keyvault-secrets'),
    import('@azure/identity'),
  ])
  const { vaultUrl, name, version } = parseKeyVaultSecretIdentifier(url)
  try {
    const client = new SecretClient(vaultUrl, new DefaultAzureCredential())
    return (await client.getSecret(name, version ? { version } : {})).value ?? null
  } catch (cause) {
    const { statusCode, name: kind, message } = cause as { statusCode?: number; name?: string; message?: string }
    if (statusCode === NOT_FOUND) return null
    const params = { ref: `{ vault: ${url} }`, why: message?.split('\n')[0] ?? 'no reason given' }
    const denied =
      statusCode === UNAUTHORISED || statusCode === FORBIDDEN || /Authentication|CredentialUnavailable/.test(kind ?? '')
    if (denied)
      throw new Fault(
        'config/secret-denied',
        { ...params, hint: 'Sign in (az login), or give this machine the role "Key Vault Secrets User".' },
        { cause },
      )
    throw new Fault(
      'config/secret-store-unreachable',
      { ...params, hint: 'Check the name of the vault and the way to it (firewall, proxy).' },
      { cause },
    )
  }
}
