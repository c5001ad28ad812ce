import { z } from 'zod'

/**
 * Where a secret lies. `env`: name of an environment variable. `file`: path of a file with nothing else in it. `keyring`: `service/account` in the
 * keyring of the operating system. `vault`: URL of a secret in Azure Key Vault, `https://<vault>.vault.azure.net/secrets/<name>`.
 */
export type SecretRef =
  | { readonly env: string }
  | { readonly file: string }
  | { readonly keyring: string }
  | { readonly vault: string }

const forms =
  'Write where it lies: { env: NAME }, { file: ./path }, { keyring: service/account } or { vault: https://name.vault.azure.net/secrets/name }'

const vaultUrl =
  /^https:\/\/[A-Za-z0-9-]+\.vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)\/secrets\/[A-Za-z0-9-]+(?:\/[0-9a-f]{32})?\/?$/

/** What the value of each form looks like, and how to say that it does not. */
const shapes: { readonly [form: string]: readonly [RegExp, string] } = {
  env: [/^[A-Za-z_][A-Za-z0-9_]*$/, 'env: takes the name of an environment variable (letters, digits and _)'],
  file: [/^[^\0\r\n]+$/, 'file: takes the path of a file'],
  keyring: [/^[^\0\r\n/]+\/[^\0\r\n]+$/, 'keyring: takes service/account'],
  vault: [vaultUrl, 'vault: takes the https address of a secret in Azure Key Vault'],
}

interface Finding {
  readonly what: string
  readonly literal?: true
}

/** Messages here never repeat the value: it may be a secret that was put into the wrong place. */
const findingOn = (value: unknown): Finding | undefined => {
  if (value === undefined) return { what: 'it is missing' }
  if (typeof value !== 'object' || value === null)
    return { what: 'a secret may not stand in the file itself', literal: true }
  const entries = Object.entries(value)
  const [form, target] = entries[0] ?? []
  const shape = form === undefined ? undefined : shapes[form]
  if (entries.length !== 1 || !shape) return { what: 'this is not a reference to a secret' }
  return typeof target === 'string' && shape[0].test(target) ? undefined : { what: shape[1] }
}

/** A reference to a secret. A literal secret is refused with a fault of its own. */
export const secretRef: z.ZodType<SecretRef> = z.custom<SecretRef>().superRefine((value, context) => {
  const finding = findingOn(value)
  if (!finding) return
  const params = { hint: forms, ...(finding.literal ? { code: 'config/literal-secret' } : {}) }
  context.addIssue({ code: 'custom', message: finding.what, params })
})

/** The reference as it stands in the file, for messages. */
export const showSecretRef = (ref: SecretRef): string => {
  const [form, target] = Object.entries(ref)[0] ?? ['', '']
  return `{ ${form}: ${target} }`
}
