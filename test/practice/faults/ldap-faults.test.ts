import type { Client } from 'ldapts'
import { describe, expect, test } from 'vitest'
import { type FaultyPractice, faultyPractice } from './faulty-practice.ts'

const dn = 'CN=Adele Vance,OU=Sales,OU=Staff,DC=corp,DC=contoso,DC=com'
const adele = { objectClass: 'user', sAMAccountName: 'adele.vance' }

const isThere = ({ company }: FaultyPractice): boolean => (company.ad.resolve(dn)?.object ?? null) !== null

/** What became of adding an account: `done`, or how it failed. */
const addAdele = async (client: Client): Promise<string> =>
  client.add(dn, adele).then(
    () => 'done',
    (error: Error) => `${error.name}: ${error.message}`,
  )

describe('a fault of LDAP', () => {
  test.each([
    // Signing in has to be answered within the time as well.
    ['silent', /timeout|timed out/i, 3_000],
    ['busy', /0000200E: SvcErr: .*problem 5001 \(BUSY\)/, undefined],
    ['unavailable', /0000200F: SvcErr: .*problem 5002 \(UNAVAILABLE\)/, undefined],
    ['reset', /connection|closed|socket/i, undefined],
  ] as const)('%s: nothing is done', async (kind, words, timeoutMs) => {
    const practice = await faultyPractice({ ldap: { [kind]: 1 } })
    const client = await practice.ldap(timeoutMs)

    expect(await addAdele(client)).toMatch(words)
    expect(isThere(practice)).toBe(false)
    expect(practice.faults.fired().ldap[kind]).toBe(1)
  })

  test('lost: it is done, and the connection ends', async () => {
    const practice = await faultyPractice({ ldap: { lost: 1 } })
    const client = await practice.ldap()

    expect(await addAdele(client)).toMatch(/connection|closed|socket/i)
    expect(isThere(practice)).toBe(true)
    expect(practice.faults.fired().ldap.lost).toBe(1)
  })

  test('ignored: success, and nothing is done; reads are answered', async () => {
    const practice = await faultyPractice({ ldap: { ignored: 1 } })
    const client = await practice.ldap()

    const added = await addAdele(client)
    const { searchEntries } = await client.search(practice.info.base, { filter: '(employeeID=00101)' })

    expect(added).toBe('done')
    expect(isThere(practice)).toBe(false)
    expect(searchEntries).toHaveLength(1)
    expect(practice.faults.fired().ldap).toMatchObject({ ignored: 1 })
  })

  test('latency: every answer is held back', async () => {
    const practice = await faultyPractice({ ldap: { latencyMs: 40 } })
    const client = await practice.ldap()
    const began = performance.now()

    for (let count = 0; count < 10; count++) await client.search('', { scope: 'base' })

    expect(performance.now() - began).toBeGreaterThan(60)
  })

  test('meets no sign-in unless that is asked for', async () => {
    const spared = await faultyPractice({ ldap: { busy: 1 } })
    const struck = await faultyPractice({ ldap: { busy: 1, signIn: true } })

    await expect(spared.ldap()).resolves.toBeDefined()
    await expect(struck.ldap()).rejects.toThrow(/BUSY/)
  })
})
