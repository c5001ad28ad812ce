import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { resolveSecret, type SecretStores } from '../../src/config/resolve-secret.ts'
import type { SecretRef } from '../../src/config/secret-ref.ts'
import { secretStores } from '../../src/config/secret-stores.ts'
import { asFault } from '../../src/model/fault.ts'

const stores = (changes: Partial<SecretStores> = {}): SecretStores => ({
  env: {},
  readFile: () => Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' })),
  readKeyring: () => Promise.resolve(null),
  readVault: () => Promise.resolve(null),
  ...changes,
})
const faultOf = async (ref: SecretRef, from: SecretStores) =>
  resolveSecret(ref, from).then(
    () => undefined,
    (thrown: unknown) => asFault(thrown),
  )
const vault = 'https://contoso.vault.azure.net/secrets/ad-password'

describe('a secret is fetched from where it lies', () => {
  test.each([
    ['an environment variable', { env: 'AD_PASSWORD' }, stores({ env: { AD_PASSWORD: ' s3cret\n' } }), ' s3cret\n'],
    [
      'a file, without the line end that editors add',
      { file: '/run/pw' },
      stores({ readFile: async () => ({ text: 's3cret\r\n', open: false }) }),
      's3cret',
    ],
    [
      'a file, of two line ends only the last',
      { file: '/run/pw' },
      stores({ readFile: async () => ({ text: 's3cret\n\n', open: false }) }),
      's3cret\n',
    ],
    [
      'the keyring',
      { keyring: 'joinery/svc/ad' },
      stores({ readKeyring: async (service, account) => `${service}+${account}` }),
      'joinery+svc/ad',
    ],
    ['a vault', { vault }, stores({ readVault: async (url) => (url === vault ? 's3cret' : null) }), 's3cret'],
  ] as const)('%s', async (_name, ref, from, secret) => {
    const resolved = await resolveSecret(ref, from)

    expect(resolved.secret.reveal()).toBe(secret)
    expect(JSON.stringify(resolved)).not.toContain('s3cret')
  })
})

describe('a secret that is not there is bad input, said before anything is sent', () => {
  test.each([
    ['an unset variable', { env: 'AD_PASSWORD' }, stores(), 'is not set', 'export AD_PASSWORD'],
    [
      'an empty variable',
      { env: 'AD_PASSWORD' },
      stores({ env: { AD_PASSWORD: '' } }),
      'is empty',
      'export AD_PASSWORD',
    ],
    ['a missing file', { file: '/run/pw' }, stores(), 'ENOENT', 'chmod 600 /run/pw'],
    [
      'an empty file',
      { file: '/run/pw' },
      stores({ readFile: async () => ({ text: '\n', open: false }) }),
      'is empty',
      '/run/pw',
    ],
    ['no entry in the keyring', { keyring: 'joinery/ad' }, stores(), 'not in the keyring', 'operating system'],
    ['no such secret in the vault', { vault }, stores(), 'not in the vault', 'enabled'],
  ] as const)('%s', async (_name, ref, from, why, hint) => {
    const fault = await faultOf(ref, from)

    expect([fault?.code, fault?.category, fault?.effect]).toEqual(['config/secret-missing', 'input', 'none'])
    expect(fault?.message).toContain(why)
    expect(fault?.hint).toContain(hint)
  })

  test('a machine without a keyring says what to use instead', async () => {
    const fault = await faultOf(
      { keyring: 'joinery/ad' },
      stores({ readKeyring: () => Promise.reject(new Error('no default store')) }),
    )

    expect([fault?.code, fault?.category]).toEqual(['config/secret-store-unreachable', 'unreachable'])
    expect(fault?.hint).toContain('{ file: … }')
  })
})

describe('files on this machine', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'joinery-secret-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('of the owner alone are read without a word, others with a note', async () => {
    const file = join(folder, 'password')
    await writeFile(file, 's3cret-of-svc\n', { mode: 0o600 })
    const own = await resolveSecret({ file }, secretStores({}))
    await chmod(file, 0o644)
    const open = await resolveSecret({ file }, secretStores({}))

    expect([own.secret.reveal(), own.notes]).toEqual(['s3cret-of-svc', []])
    expect(open.notes).toEqual([`${file} can be read by others than its owner; make it yours alone: chmod 600 ${file}`])
  })

  test('that are missing are a missing secret', async () => {
    expect((await faultOf({ file: join(folder, 'none') }, secretStores({})))?.code).toBe('config/secret-missing')
  })
})
