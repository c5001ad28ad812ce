import { describe, expect, test } from 'vitest'
import type { AdEntryModify } from '../../../src/changes/ad/ad-entry.ts'
import { adEntryModify } from '../../../src/changes/ad/ad-entry-modify.ts'
import { type Change, kindOf } from '../../../src/changes/change.ts'
import { codeOf, holds, make, withAdele } from '../support.ts'

describe('changed attributes', () => {
  const modify = (target: AdEntryModify['target'], changes: AdEntryModify['changes']): AdEntryModify => ({
    kind: 'ad.entry.modify',
    type: 'account',
    target,
    changes,
  })

  test('are exchanged value by value, and leave other values of the attribute alone', async () => {
    const { directory, id, target } = await withAdele({
      proxyAddresses: ['SMTP:adele@contoso.com', 'smtp:av@contoso.com'],
    })
    const change = modify(target, {
      title: { before: [], after: ['Clerk'] },
      proxyAddresses: { before: ['smtp:av@contoso.com'], after: ['smtp:vance@contoso.com'] },
    })

    await make(directory, change)

    const entry = await directory.ad.byId(id, ['title', 'proxyAddresses'])
    expect(entry?.attributes['title']).toEqual(['Clerk'])
    expect(entry?.attributes['proxyAddresses']).toEqual(['SMTP:adele@contoso.com', 'smtp:vance@contoso.com'])
  })

  test('are refused as a whole where somebody else was quicker', async () => {
    const { directory, id, target } = await withAdele({ title: ['Director'] })
    const change = modify(target, {
      department: { before: [], after: ['Sales'] },
      title: { before: ['Clerk'], after: ['Manager'] },
    })

    expect(await codeOf(make(directory, change))).toBe('ad/value-changed')
    expect((await directory.ad.byId(id, ['title', 'department']))?.attributes).toEqual({ title: ['Director'] })
  })

  test('hold when exactly the wanted values are there, to the letter', async () => {
    const { directory, target } = await withAdele({ title: ['clerk'] })

    expect(await holds(directory, modify(target, { title: { before: [], after: ['Clerk'] } }))).toBeNull()
    expect(await holds(directory, modify(target, { title: { before: [], after: [] } }))).toBeNull()
    expect(await holds(directory, modify(target, { title: { before: [], after: ['clerk'] } }))).not.toBeNull()
  })

  test.each([
    ['enable account Adele Vance', ['grants-access'], { userAccountControl: { before: ['514'], after: ['512'] } }],
    ['disable account Adele Vance', ['locks-out'], { userAccountControl: { before: ['66048'], after: ['66050'] } }],
    [
      'change userAccountControl of account Adele Vance',
      [],
      { userAccountControl: { before: ['512'], after: ['66048'] } },
    ],
    [
      'enable account Adele Vance and change title',
      ['grants-access'],
      { userAccountControl: { before: ['514'], after: ['512'] }, title: { before: [], after: ['Clerk'] } },
    ],
    [
      'let account Adele Vance expire at 2027-03-20T07:06:40Z',
      ['revokes-access'],
      { accountExpires: { before: ['9223372036854775807'], after: ['134500000000000000'] } },
    ],
    [
      'let account Adele Vance never expire',
      ['grants-access'],
      { accountExpires: { before: ['134500000000000000'], after: ['0'] } },
    ],
  ])('%s, with the hazards %j', (summary, hazards, changes) => {
    const change = modify({ id: 'a', name: 'CN=Adele Vance,DC=contoso,DC=com' }, changes)

    expect(adEntryModify.describe(change).summary).toBe(summary)
    expect(adEntryModify.hazards(change)).toEqual(hazards)
  })

  test('of bits, dates and the age of a password are replaced, and hold in the words that AD answers with', async () => {
    const { directory, target } = await withAdele({ pwdLastSet: ['0'] })
    const change = modify(target, {
      pwdLastSet: { before: ['132223104000000001'], after: ['-1'] },
      accountExpires: { before: ['134500000000000000'], after: ['0'] },
    })

    expect(await holds(directory, change)).toBeNull()
    await make(directory, change)
    expect(await holds(directory, change)).not.toBeNull()
  })

  test('set, change and clear a manager, taken back the same way', async () => {
    const { directory, target } = await withAdele()
    const boss = async (name: string) => {
      const dn = `CN=${name},OU=HR,OU=Staff,${directory.base}`
      const { id } = await directory.ad.add({ dn, attributes: { objectClass: ['user'], sAMAccountName: [name] } })
      return { id, name: dn }
    }
    const [patti, megan] = [await boss('Patti'), await boss('Megan')]
    const links = (before: typeof patti | null, after: typeof patti | null): AdEntryModify => ({
      ...modify(target, {}),
      links: { manager: { before, after } },
    })
    const seen: unknown[] = []

    for (const change of [links(null, patti), links(patti, megan), links(megan, null)]) {
      const made = await make(directory, change)
      const back = kindOf(change).inverse(change, made) as Change
      seen.push([await holds(directory, change), await holds(directory, back)].map((answer) => answer !== null))
    }

    expect(seen).toEqual([
      [true, false],
      [true, false],
      [true, false],
    ])
    expect(adEntryModify.describe(links(patti, megan))).toMatchObject({
      summary: 'change manager of account Adele Vance',
      before: { manager: [patti.name] },
      after: { manager: [megan.name] },
    })
  })
})
