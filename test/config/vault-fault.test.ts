import { expect, test } from 'vitest'
import { vaultFault } from '../../src/config/vault-fault.ts'

const url = 'https://contoso.vault.azure.net/secrets/ad-password'
const error = (name: string, statusCode?: number): Error =>
  Object.assign(new Error('first line\nsecond line'), { name, statusCode })

test.each([
  ['a refused token', error('RestError', 401), 'config/secret-denied', 'denied'],
  ['a missing role', error('RestError', 403), 'config/secret-denied', 'denied'],
  ['nobody signed in', error('CredentialUnavailableError'), 'config/secret-denied', 'denied'],
  ['a vault that does not answer', error('RestError'), 'config/secret-store-unreachable', 'unreachable'],
  ['a vault in trouble', error('RestError', 503), 'config/secret-store-unreachable', 'unreachable'],
])('%s is %s', (_name, thrown, code, category) => {
  const fault = vaultFault(url, thrown)

  expect([fault?.code, fault?.category]).toEqual([code, category])
  expect(fault?.message).toBe(
    `{ vault: ${url} } ${code.endsWith('denied') ? 'may not' : 'could not'} be read: first line. Nothing was sent.`,
  )
})

test('no such secret is no fault here: the reference leads nowhere', () => {
  expect(vaultFault(url, error('RestError', 404))).toBeNull()
})
