import { readFileSync } from 'node:fs'
import { Client } from 'ldapts'
import { expect, test } from 'vitest'
import { isSambaRequired, newOu, sambaMissing, sharedSamba } from '../support/shared-samba.ts'
import { knownDifferences } from './known-differences.ts'
import { likenessCases } from './likeness-cases.ts'
import { practiceDirectory, sales } from './practice-directory.ts'

/** The result code of a request; 0 when it was done. */
const codeOf = async (request: Promise<unknown>): Promise<number> => {
  try {
    await request
    return 0
  } catch (error) {
    if (error instanceof Error && 'code' in error) return Number(error.code)
    throw error
  }
}

/** What depends on when and by whom something was made, and what Samba counts only where too much of it locks an account. */
const VARIES =
  /^(objectGUID|objectSid|uSN.*|when.*|pwdLastSet|dSCorePropagationData|distinguishedName|dn|lastKnownParent|primaryGroupID|badPasswordTime|badPwdCount)$/

/** Everything below an OU, with names in it replaced so that two directories can be compared. */
const stateOf = async (client: Client, ou: string, unique: string): Promise<string> => {
  const { searchEntries } = await client.search(ou, { scope: 'sub', filter: '(!(ou=case*))', attributes: ['*'] })
  const neutral = (text: string): string =>
    text
      .replaceAll(new RegExp(ou, 'gi'), 'OU')
      .replaceAll(new RegExp(unique, 'gi'), 'UNIQUE')
      .replace(/,CN=Schema,CN=Configuration,.*/, '')
  const rows = searchEntries.flatMap((entry) =>
    Object.entries(entry)
      .filter(([name]) => !VARIES.test(name))
      .map(
        ([name, value]) =>
          `${neutral(entry.dn)} ${name}: ${[value]
            .flat()
            .map((each) => neutral(String(each)))
            .sort()
            .join(' | ')}`,
      ),
  )
  return rows.sort().join('\n')
}

const missing = sambaMissing()
if (missing) {
  test(`how like a real domain controller the practice tenant is was not measured: ${missing}`, () => {
    expect(isSambaRequired(), missing).toBe(false)
  })
} else {
  test('every request has the same end on a real domain controller and on the practice tenant, known differences apart', {
    timeout: 300_000,
  }, async () => {
    const samba = await sharedSamba()
    const real = new Client({ url: samba.url, tlsOptions: { ca: readFileSync(samba.caFile, 'utf8') }, timeout: 10_000 })
    await real.bind(samba.service.user, samba.service.password)
    const ours = await (await practiceDirectory({ at: Date.now() })).connect()
    const realHome = await newOu(samba)
    await ours.add(`OU=Likeness,${sales}`, { objectClass: 'organizationalUnit' })
    const found: { readonly [name: string]: unknown }[] = []

    for (const [n, { name, run }] of likenessCases.entries()) {
      const unique = `u${n}-${Date.now() % 1_000_000}`
      const measure = async (client: Client, home: string): Promise<{ code: number; state: string }> => {
        const ou = `OU=case${n},${home}`
        await client.add(ou, { objectClass: 'organizationalUnit' })
        const code = await codeOf(run(client, ou, unique))
        return { code, state: await stateOf(client, ou, unique) }
      }
      const [samba, practice] = [await measure(real, realHome), await measure(ours, `OU=Likeness,${sales}`)]
      const known = knownDifferences[name]
      const codes = [samba.code, practice.code]
      const expected = known ? [known.samba, known.practice] : [samba.code, samba.code]
      if (String(codes) !== String(expected)) found.push({ name, samba: samba.code, practice: practice.code })
      else if (!known && samba.state !== practice.state)
        found.push({ name, samba: samba.state, practice: practice.state })
    }

    await real.unbind()
    expect(found).toEqual([])
    expect(Object.keys(knownDifferences).filter((name) => !likenessCases.some((each) => each.name === name))).toEqual(
      [],
    )
  })
}
