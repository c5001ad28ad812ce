import { Fault } from '../model/fault.ts'
import { Secret } from '../model/secret.ts'
import { type SecretRef, showSecretRef } from './secret-ref.ts'

/** Where secrets are looked up; `secretStores` has the real ones. */
export interface SecretStores {
  readonly env: { readonly [name: string]: string | undefined }
  /** Text of a file, and whether others than its owner may read it. Rejects like `node:fs` where it cannot be read. */
  readonly readFile: (path: string) => Promise<{ readonly text: string; readonly open: boolean }>
  /** null where the keyring has no such entry; rejects where there is no keyring. */
  readonly readKeyring: (service: string, account: string) => Promise<string | null>
  /** null where the vault has no such secret; throws a fault where it cannot be asked. */
  readonly readVault: (url: string) => Promise<string | null>
}

export interface Resolved {
  readonly secret: Secret
  /** What the user should mend although it works. */
  readonly notes: readonly string[]
}

/** Fetches a secret. Throws `config/secret-missing` and its neighbours; an empty secret counts as missing. */
export const resolveSecret = async (ref: SecretRef, stores: SecretStores): Promise<Resolved> => {
  if ('env' in ref) return present(ref, stores.env[ref.env], 'is not set', `Set it:  export ${ref.env}=…`)
  if ('file' in ref) return fromFile(ref, stores)
  if ('keyring' in ref) return fromKeyring(ref, stores)
  return present(
    ref,
    await stores.readVault(ref.vault),
    'is not in the vault',
    'Check the name, and that the secret is enabled.',
  )
}

const present = (
  ref: SecretRef,
  text: string | null | undefined,
  absent: string,
  hint: string,
  notes: readonly string[] = [],
): Resolved => {
  if (text === undefined || text === null)
    throw new Fault('config/secret-missing', { ref: showSecretRef(ref), why: absent, hint })
  if (text === '') throw new Fault('config/secret-missing', { ref: showSecretRef(ref), why: 'is empty', hint })
  return { secret: new Secret(text), notes }
}

const fromFile = async (ref: { readonly file: string }, stores: SecretStores): Promise<Resolved> => {
  const hint = `Write the secret and nothing else into it, and make it yours alone:  chmod 600 ${ref.file}`
  const read = await stores.readFile(ref.file).catch((cause: unknown) => {
    const why = `cannot be read (${(cause as { code?: string }).code ?? 'no reason given'})`
    throw new Fault('config/secret-missing', { ref: showSecretRef(ref), why, hint }, { cause })
  })
  const notes = read.open
    ? [`${ref.file} can be read by others than its owner; make it yours alone: chmod 600 ${ref.file}`]
    : []
  return present(ref, read.text.replace(/\r?\n$/, ''), 'is not there', hint, notes)
}

const fromKeyring = async (ref: { readonly keyring: string }, stores: SecretStores): Promise<Resolved> => {
  const slash = ref.keyring.indexOf('/')
  const text = await stores
    .readKeyring(ref.keyring.slice(0, slash), ref.keyring.slice(slash + 1))
    .catch((cause: unknown) => {
      const hint = 'A machine without a desktop session has no keyring: use { file: … } or { env: … } there.'
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new Fault('config/secret-store-unreachable', { ref: showSecretRef(ref), why, hint }, { cause })
    })
  return present(
    ref,
    text,
    'is not in the keyring',
    'Put it there with the tools of the operating system, as the user who runs Joinery.',
  )
}
