import { readFile, stat } from 'node:fs/promises'
import type { SecretStores } from './resolve-secret.ts'
import { vaultFault } from './vault-fault.ts'

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
    const fault = vaultFault(url, cause)
    if (fault) throw fault
    return null
  }
}
