import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshTag } from '../support/fresh-tag.ts'
import { documentOf, type JoineryEnd, runJoinery } from '../support/run-joinery.ts'
import { isSambaRequired, newOu, type SharedSamba, sambaMissing, sharedSamba } from '../support/shared-samba.ts'
import { root } from '../support/source-files.ts'

interface CorpusName {
  readonly employeeId: string
  readonly given?: string
  readonly surname?: string
  readonly latin?: { readonly given?: string; readonly surname?: string }
}

const people = readFileSync(join(root, 'test/corpus/names.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as CorpusName)

const personOf = ({ employeeId, given, surname, latin }: CorpusName, prefix: string) => ({
  employeeId: `${prefix}${employeeId}`,
  ...(given ? { givenName: given } : {}),
  ...(surname ? { surname } : {}),
  ...(latin?.given ? { latinGivenName: latin.given } : {}),
  ...(latin?.surname ? { latinSurname: latin.surname } : {}),
  department: 'Sales',
})

const missing = sambaMissing()

if (missing) {
  test(`nobody is onboarded on a real domain controller here: ${missing}`, () => {
    expect(isSambaRequired(), missing).toBe(false)
  })
}

describe.runIf(!missing)('everybody of the corpus of names, on a real domain controller', () => {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-'))
  // Other test files use the same domain controller and the same corpus.
  const prefix = `${freshTag(2)}-`
  let samba: SharedSamba
  let ou: string
  const joinery = (...argv: readonly string[]): Promise<JoineryEnd> =>
    runJoinery(argv, { cwd: folder, env: { AD_PASSWORD: samba.service.password } })

  beforeAll(async () => {
    samba = await sharedSamba()
    ou = await newOu(samba)
    await samba.ldapmodify(`dn: CN=G${prefix},${ou}\nobjectClass: group\nsAMAccountName: G${prefix}\n`)
    const config = [
      'organisation: { name: Contoso, mode: ad, mailDomain: contoso.test }',
      `ad: { servers: ["${samba.url}"], user: ${samba.service.user}, password: { env: AD_PASSWORD }, ca: ${samba.caFile} }`,
      'roles: roles.yaml',
      `playbooks: ${join(root, 'playbooks')}`,
    ]
    writeFileSync(join(folder, 'joinery.yaml'), config.join('\n'))
    writeFileSync(join(folder, 'roles.yaml'), `department:\n  Sales: { ou: "${ou}", groups: ["G${prefix}"] }\n`)
    writeFileSync(join(folder, 'hires.json'), JSON.stringify({ people: people.map((name) => personOf(name, prefix)) }))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('is onboarded with the names as HR writes them, and a second run changes nothing', async () => {
    const first = await joinery('onboard', 'hires.json', '--yes', '--json')
    const second = await joinery('onboard', 'hires.json', '--dry-run', '--json')

    expect(first.code, `${first.stderr}${first.stdout}`.slice(-2000)).toBe(0)
    expect(documentOf<{ counts: { made: number } }>(first).counts.made).toBe(people.length * 5)
    const plan = documentOf<{ changes: unknown[]; people: unknown[] }>(second)
    expect(plan.changes).toEqual([])
    expect(plan.people).toHaveLength(people.length)
    const entries = await samba.ldapsearch('(objectClass=user)', ['employeeID', 'sn', 'sAMAccountName'], ou)
    const surnames = new Map(entries.map(({ attributes }) => [attributes.employeeid?.[0], attributes.sn?.[0]]))
    for (const { employeeId, surname } of people) {
      expect(surnames.get(`${prefix}${employeeId}`)).toBe(
        surname ? surname.normalize('NFC').trim().replace(/\s+/g, ' ') : undefined,
      )
    }
    const names = entries.map(({ attributes }) => attributes.samaccountname?.[0] ?? '')
    expect(new Set(names).size).toBe(people.length)
    for (const name of names) expect(name).toMatch(/^[a-z0-9](?:[a-z0-9._-]{0,18}[a-z0-9])?$/)
  }, 300_000)
})
