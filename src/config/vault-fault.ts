import { Fault } from '../model/fault.ts'

const NOT_FOUND = 404
const UNAUTHORISED = 401
const FORBIDDEN = 403

/** An error of the Key Vault packages as a fault; null where it says that there is no such secret. */
export const vaultFault = (url: string, cause: unknown): Fault | null => {
  const { statusCode, name, message } = cause as { statusCode?: number; name?: string; message?: string }
  if (statusCode === NOT_FOUND) return null
  const params = { ref: `{ vault: ${url} }`, why: message?.split('\n')[0] ?? 'no reason given' }
  const noSignIn = /Authentication|CredentialUnavailable/.test(name ?? '')
  if (statusCode === UNAUTHORISED || statusCode === FORBIDDEN || noSignIn) {
    const hint = 'Sign in (az login), or give this machine the role "Key Vault Secrets User" on the vault.'
    return new Fault('config/secret-denied', { ...params, hint }, { cause })
  }
  const hint = 'Check the name of the vault and the way to it (firewall, proxy).'
  return new Fault('config/secret-store-unreachable', { ...params, hint }, { cause })
}
