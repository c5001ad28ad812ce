import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AdoptionReport } from '../../src/model/adoption.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { RunReport } from '../../src/model/run.ts'
import { tally } from '../support/adoption-town.ts'
import { freshTag } from '../support/fresh-tag.ts'
import { documentOf, type JoineryEnd } from '../support/run-joinery.ts'
import { isSambaRequired, sambaMissing, sharedSamba } from '../support/shared-samba.ts'
import { openSambaHouse, type SambaHouse } from './support/samba-house.ts'

const missing = sambaMissing()

if (missing) {
  test(`nobody is adopted on a real domain controller here: ${missing}`, () => {
    expect(isSambaRequired(), missing).toBe(false)
  })
}

/** One person: how IT has made the account, and what HR says. */
interface Pair {
  readonly account: { readonly given: string; readonly surname: string; readonly department: string }
  readonly hr: { readonly given: string; readonly surname: string; readonly department: string; readonly mail: boolean }
}

const surnames = [
  'Vance',
  'Müller',
  'Żółkiewski',
  "O'Brien",
  'Østergård',
  'van der Berg',
  'García López',
  'Nguyễn',
  'Weiß',
  'Petrov',
]
const givens = ['Adele', 'Zoë', 'Łukasz', 'Siobhán', 'Søren']

const plainly = (text: string): string =>
  text
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll(/[ØøÖö]/g, 'oe')
    .replaceAll(/[Łł]/g, 'l')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')

/** Fifty people, a third of them with something that makes finding them harder. Their surnames are those of this test alone. */
const fifty = (tag: string): readonly Pair[] =>
  Array.from({ length: 50 }, (_, index): Pair => {
    const own = `${surnames[index % surnames.length]}${tag}`
    const given = givens[Math.floor(index / surnames.length)] ?? 'Kim'
    const account = { given, surname: own, department: index % 2 === 0 ? 'Sales' : 'HR' }
    const hr = { ...account, mail: index % 3 === 0 }
    // Twins: one name, one department, and an address of neither.
    if (index === 1 || index === 3)
      return {
        account: { ...account, given: 'Kim', surname: `Twin${tag}` },
        hr: { ...hr, given: 'Kim', surname: `Twin${tag}`, mail: false },
      }
    if (index % 10 === 4) return { account: { ...account, given: plainly(given), surname: plainly(own) }, hr }
    if (index === 11) return { account, hr: { ...hr, surname: `Kowalska${tag}` } }
    if (index === 12) return { account, hr: { ...hr, surname: `Kowalska${tag}`, mail: true } }
    if (index === 21) return { account, hr: { ...hr, given: own, surname: given } }
    if (index === 22) return { account, hr: { ...hr, department: 'HR', mail: false } }
    return { account, hr }
  })

describe.runIf(!missing)('fifty accounts without a key on a real domain controller', () => {
  const tag = freshTag(5)
  const pairs = fifty(tag)
  const keyOf = (index: number): string => `${tag}-${String(index).padStart(5, '0')}`
  const userName = (index: number): string => `u${tag}${index}`
  let house: SambaHouse

  beforeAll(async () => {
    house = await openSambaHouse(await sharedSamba(), tag)
    const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')
    const entries = pairs.map(({ account: { given, surname, department } }, index) =>
      [
        `dn:: ${base64(`CN=${given} ${surname.replace("'", '')} ${index},OU=${department},${house.ou}`)}`,
        'objectClass: user',
        `sAMAccountName: ${userName(index)}`,
        `userPrincipalName: ${userName(index)}@contoso.test`,
        `mail: ${userName(index)}@contoso.test`,
        `givenName:: ${base64(given)}`,
        `sn:: ${base64(surname)}`,
        `displayName:: ${base64(`${surname}, ${given}`)}`,
        `department: ${department}`,
        'title: Specialist',
        'physicalDeliveryOfficeName: Krakow',
        // Without a password, and enabled all the same.
        'userAccountControl: 544',
        '',
      ].join('\n'),
    )
    await house.samba.ldapmodify(entries.join('\n'))
    const rows = pairs.map(({ hr: { given, surname, department, mail } }, index) =>
      [
        keyOf(index),
        given,
        surname,
        department,
        'Specialist',
        'Krakow',
        '2024-02-01',
        mail ? `${userName(index)}@contoso.test` : '',
      ].join(','),
    )
    const heading = 'employeeId,givenName,surname,department,title,office,startDate,extra.mail'
    house.file('hr.csv', [heading, ...rows, ''].join('\n'))
  }, 120_000)
  afterAll(() => house?.close())

  const ends = async (end: Promise<JoineryEnd>): Promise<JoineryEnd> => {
    const done = await end
    expect(done.code, `${done.stderr}${done.stdout}`.slice(0, 3000)).toBe(0)
    return done
  }
  const keys = async (): Promise<ReadonlyMap<string, string>> => {
    const entries = await house.samba.ldapsearch('(employeeID=*)', ['employeeID', 'sAMAccountName'], house.ou)
    return new Map(
      entries.map(({ attributes }) => [attributes.samaccountname?.[0] ?? '', attributes.employeeid?.[0] ?? '']),
    )
  }

  test('are found with nobody wrong among the certain, adopted, found by onboarding, and given back', async () => {
    const proposed = documentOf<AdoptionReport>(await ends(house.joinery('adopt', 'hr.csv', '--json')))
    const first = documentOf<RunReport>(
      await ends(house.joinery('adopt', 'hr.csv', '--decisions', 'adopt.csv', '--yes', '--json')),
    )
    const certain = await keys()
    // Somebody decides about who is likely, and about the twins and who has married by the user name.
    const file = join(house.folder, 'adopt.csv')
    const decided = readFileSync(file, 'utf8')
      .split('\r\n')
      .map((line) =>
        line.startsWith('"";"likely"') || line.startsWith('"","likely"') ? line.replace('""', '"adopt"') : line,
      )
    const others = [1, 3, 11].map(
      (index) => `"adopt","","Somebody (${keyOf(index)})","${userName(index)}","","","","","",""`,
    )
    writeFileSync(file, [...decided, ...others].join('\r\n'))
    const second = documentOf<RunReport>(
      await ends(house.joinery('adopt', 'hr.csv', '--decisions', 'adopt.csv', '--yes', '--json')),
    )
    const all = await keys()
    const plan = documentOf<Plan>(await ends(house.joinery('onboard', 'hr.csv', '--dry-run', '--json')))
    await ends(house.joinery('undo', second.id, '--yes'))
    await ends(house.joinery('undo', first.id, '--yes'))

    const expected = new Map(pairs.map((_pair, index) => [userName(index), keyOf(index)]))
    const truth = new Map(
      proposed.matches.map(({ account: { id, signIn } }) => [id, expected.get(signIn.split('@')[0] ?? '') ?? '']),
    )
    const counts = tally(proposed.matches, truth)
    expect(counts['certain']).toEqual({ right: 46, wrong: 0 })
    expect(counts['likely']).toEqual({ right: 1, wrong: 0 })
    expect(counts['unclear']).toEqual({ right: 3, wrong: 2 })
    expect([...certain].filter(([name, key]) => expected.get(name) !== key)).toEqual([])
    expect(certain.size).toBe(46)
    expect(all).toEqual(expected)
    expect(plan.people).toHaveLength(50)
    expect(plan.changes.filter(({ kind }) => kind === 'ad.entry.add')).toEqual([])
    expect(await keys()).toEqual(new Map())
  }, 240_000)
})
