import { describe, expect, test } from 'vitest'
import type { Attributes } from '../../src/model/ad-entry.ts'
import { rdnValue } from '../../src/model/distinguished-name.ts'
import type { Person } from '../../src/model/person.ts'
import { Secret } from '../../src/model/secret.ts'
import type { Names } from '../../src/steps/name-candidates.ts'
import { runSteps } from '../support/apply-to.ts'
import { findings, messages, value } from '../support/checked.ts'
import { type Contoso, contoso } from '../support/contoso.ts'
import { entryOf, userOf } from '../support/look-up.ts'
import { adele, houseOf, planWith, requestOf } from '../support/plan-with.ts'

const account = '- ad.account: { ou: OU=Staff }'

const usernameOf = async (company: Contoso, person: Person = adele): Promise<string | undefined> => {
  const plan = value(await planWith(company, account, [person]))
  return ([plan.changes[0]?.after?.['sAMAccountName']].flat() as string[])[0]
}

describe('a user name is taken', () => {
  const taken: readonly (readonly [string, Attributes])[] = [
    ['as the sAMAccountName of an account', { objectClass: ['user'], sAMAccountName: ['Adele.Vance'] }],
    ['as the sAMAccountName of a group', { objectClass: ['group'], sAMAccountName: ['adele.vance'] }],
    ['as a user principal name', { objectClass: ['user'], userPrincipalName: ['ADELE.VANCE@contoso.com'] }],
    ['as a mail address of a contact', { objectClass: ['contact'], mail: ['adele.vance@contoso.com'] }],
    [
      'as one more address of a group',
      {
        objectClass: ['group'],
        sAMAccountName: ['x'],
        proxyAddresses: ['SMTP:x@contoso.com', 'smtp:adele.vance@contoso.com'],
      },
    ],
  ]

  test.each(taken)('%s', async (_how, attributes) => {
    const company = await contoso('ad')
    await company.ad.add({ dn: `CN=Somebody,OU=Staff,${company.base}`, attributes })

    expect(await usernameOf(company)).toBe('avance')
  })

  test.each([
    ['user principal name', { userPrincipalName: 'adele.vance@contoso.com' }],
    ['mail address', { mail: 'Adele.Vance@contoso.com' }],
    ['alias', { mailNickname: 'adele.vance' }],
    ['one more address', { proxyAddresses: ['smtp:adele.vance@contoso.com'] }],
  ])('in Entra alone, as a %s', async (_how, properties) => {
    const company = await contoso('hybrid')
    await company.entra.addUser({
      properties: {
        accountEnabled: true,
        displayName: 'Somebody',
        mailNickname: 'somebody',
        userPrincipalName: 'somebody@contoso.com',
        ...properties,
      },
      password: new Secret('Pass-word-of-before'),
      mustChangePassword: false,
    })

    expect(await usernameOf(company)).toBe('avance')
  })
})

test('a name is not taken by the cloud account that the person has already, and synchronisation ties the two together', async () => {
  const company = await contoso('hybrid')
  const cloud = { onPremisesSyncEnabled: null, onPremisesImmutableId: null }
  await company.hire({ employeeId: '01024', name: 'Adele Vance', properties: cloud })
  // An account of nobody: one with the number in the recycle bin would be the person's own.
  await company.ad.modify(company.idOf('01024'), [{ op: 'delete', attribute: 'employeeID', values: ['01024'] }])
  await company.ad.modify(company.idOf('01024'), [
    { op: 'replace', attribute: 'whenCreated', values: ['20240101000000.0Z'] },
    { op: 'replace', attribute: 'sAMAccountName', values: ['somebody'] },
    { op: 'replace', attribute: 'userPrincipalName', values: ['somebody@contoso.com'] },
    { op: 'replace', attribute: 'mail', values: ['somebody@contoso.com'] },
  ])
  await company.ad.delete(company.idOf('01024'))
  const [before] = await company.entra.usersBy('employeeId', '01024')

  await runSteps(company, `${account}\n- entra.synced: {}`)

  const user = await userOf(company, '01024')
  expect([user.id, user.userPrincipalName]).toEqual([before?.id, 'adele.vance@contoso.com'])
  expect(user.properties['onPremisesSyncEnabled']).toBe(true)
})

test('where five hundred in a row are taken, that is a finding', async () => {
  const company = await contoso('ad')
  const request = requestOf(company, account)
  const endless = function* (): Generator<Names> {
    for (;;) yield { username: 'krbtgt', upn: 'k@contoso.com', mail: 'k@contoso.com', cn: 'K', displayName: 'K' }
  }

  const plan = await planWith(company, account, [adele], {
    house: { ...request.house, names: { candidates: endless } },
  })

  expect(findings(plan)).toEqual(['test.yaml:3:5 plan/no-free-name'])
  expect(messages(plan)[0]).toContain('500 user names were tried for Adele Vance')
})

describe('a common name', () => {
  const house = houseOf()
  const withCn = (cn: string) => ({
    ...house,
    names: {
      candidates: (person: Person): Iterable<Names> =>
        [1, 2, 3, 4].map((number) => ({
          username: `u${person.employeeId}${number}`.toLowerCase(),
          upn: `u${person.employeeId}${number}@contoso.com`,
          mail: `u${person.employeeId}${number}@contoso.com`,
          cn,
          displayName: cn,
        })),
    },
  })
  const cnsOf = async (cn: string, count: number): Promise<readonly string[]> => {
    const company = await contoso('ad')
    const people = Array.from({ length: count }, (_, at) => ({ ...adele, employeeId: `0${at}` }))
    const plan = value(await planWith(company, account, people, { house: withCn(cn) }))
    return plan.changes.map(({ target }) => rdnValue(target.name))
  }

  test('is numbered where the OU has it, and escaped where it stands in a DN', async () => {
    expect(await cnsOf('Wang, Wei +1 <EU>', 3)).toEqual([
      'Wang, Wei +1 <EU>',
      'Wang, Wei +1 <EU> (2)',
      'Wang, Wei +1 <EU> (3)',
    ])
  })

  test('is cut to what AD takes, and its number stays whole', async () => {
    const long = 'a'.repeat(70)

    expect(await cnsOf(long, 2)).toEqual(['a'.repeat(64), `${'a'.repeat(60)} (2)`])
  })

  test('is not cut in the middle of a character, nor behind a blank', async () => {
    expect(await cnsOf(`${'a'.repeat(63)}𝒜`, 1)).toEqual(['a'.repeat(63)])
    expect(await cnsOf(`${'a'.repeat(59)} bcdefg`, 2)).toEqual([`${'a'.repeat(59)} bcde`, `${'a'.repeat(59)} (2)`])
  })
})

describe('a name is shown as HR writes it', () => {
  const names: readonly (readonly [string, string])[] = [
    ['Wei', 'Wang'],
    ['伟', '王'],
    ['José María', 'Núñez de la Torre'],
    ['Zoë', "O'Brien-Smith"],
    ['Łukasz', 'Żółć'],
    ['Ελένη', 'Παπαδοπούλου'],
    ['محمد', 'العلي'],
    ['Anne-Marie', 'van der Berg'],
    ['null', 'Null'],
    ['Ⅷ', 'Ω≈ç'],
  ]
  const people = names.map(([givenName, surname], at): Person => ({ employeeId: `W${at}`, givenName, surname }))

  test('to the letter, in Active Directory', async () => {
    const company = await contoso('ad')

    await runSteps(company, account, people)

    for (const [at, [givenName, surname]] of names.entries()) {
      const entry = await entryOf(company, `W${at}`, ['displayName', 'givenName', 'sn', 'cn'])
      const shown = `${givenName} ${surname}`
      expect(entry.attributes).toEqual({ cn: [shown], displayName: [shown], givenName: [givenName], sn: [surname] })
      expect(rdnValue(entry.dn)).toBe(shown)
    }
  })

  test('to the letter, in Entra', async () => {
    const company = await contoso('cloud')

    await runSteps(company, '- entra.account: {}', people)

    for (const [at, [givenName, surname]] of names.entries()) {
      const { properties } = await userOf(company, `W${at}`)
      expect(properties).toMatchObject({ displayName: `${givenName} ${surname}`, givenName, surname })
    }
  })

  test('or as the input says that it is to be shown', async () => {
    const company = await contoso('ad')

    await runSteps(company, account, [{ ...adele, displayName: 'Vance, Adele (Sales)', preferredName: 'Dell' }])

    expect((await entryOf(company, '01024', ['displayName', 'givenName', 'cn'])).attributes).toEqual({
      cn: ['Vance, Adele (Sales)'],
      displayName: ['Vance, Adele (Sales)'],
      givenName: ['Adele'],
    })
  })
})
