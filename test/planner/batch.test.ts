import { describe, expect, test } from 'vitest'
import { rdnValue } from '../../src/model/distinguished-name.ts'
import type { Person } from '../../src/model/person.ts'
import type { Plan, PlannedChange } from '../../src/model/plan.ts'
import { runSteps } from '../support/apply-to.ts'
import { value } from '../support/checked.ts'
import { contoso } from '../support/contoso.ts'
import { entryOf, userOf } from '../support/look-up.ts'
import { onboard } from '../support/onboard-steps.ts'
import { adele, plannedBy, planWith } from '../support/plan-with.ts'

const account = '- ad.account: { ou: "OU=Sales,OU=Staff" }'

const called = (name: string, employeeId: string): Person => {
  const [givenName = '', surname = ''] = name.split(' ')
  return { employeeId, givenName, surname, department: 'Sales' }
}

const added = (plan: Plan): readonly PlannedChange[] =>
  plan.changes.filter(({ kind }) => kind === 'ad.entry.add' || kind === 'entra.user.add')

const attributeOf = (change: PlannedChange, name: string): string => String([change.after?.[name]].flat()[0])

describe('people of one name', () => {
  test('in one batch get two user names and two common names', async () => {
    const company = await contoso('ad')
    const people = [called('John Smith', '1A'), called('John Smith', '2B')]

    const plan = await runSteps(company, account, people)

    expect(added(plan).map((change) => [attributeOf(change, 'sAMAccountName'), attributeOf(change, 'cn')])).toEqual([
      ['john.smith', 'John Smith'],
      ['jsmith', 'John Smith (2)'],
    ])
    expect((await entryOf(company, '2B', ['displayName'])).attributes).toEqual({ displayName: ['John Smith'] })
    expect(await plannedBy(company, account, people)).toEqual([])
  })

  test('with one who is there already are three', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '3C', name: 'John Smith', department: 'Sales' })

    const plan = await runSteps(company, account, [called('John Smith', '1A'), called('John Smith', '2B')])

    expect(added(plan).map((change) => [attributeOf(change, 'sAMAccountName'), attributeOf(change, 'cn')])).toEqual([
      ['jsmith', 'John Smith (2)'],
      ['jsmith2', 'John Smith (3)'],
    ])
    expect(plan.people[1]?.notes).toEqual([
      `john.smith is taken by CN=John Smith,OU=Sales,OU=Staff,${company.base}`,
      `jsmith is taken by CN=John Smith (2),OU=Sales,OU=Staff,${company.base}`,
    ])
  })

  test('share a common name in two OUs, but no user name', async () => {
    const company = await contoso('ad')
    const steps = '- ad.account: { ou: "${{ roles.ou }}" }'
    const people = [called('John Smith', '1A'), { ...called('John Smith', '2B'), department: 'HR' }]

    const plan = await runSteps(company, steps, people)

    expect(added(plan).map((change) => [attributeOf(change, 'sAMAccountName'), attributeOf(change, 'cn')])).toEqual([
      ['john.smith', 'John Smith'],
      ['jsmith', 'John Smith'],
    ])
  })

  test('get different addresses in the cloud as well', async () => {
    const company = await contoso('cloud')

    const plan = await runSteps(company, '- entra.account: {}', [
      called('John Smith', '1A'),
      called('John Smith', '2B'),
    ])

    expect(added(plan).map((change) => attributeOf(change, 'userPrincipalName'))).toEqual([
      'john.smith@contoso.com',
      'jsmith@contoso.com',
    ])
    expect((await userOf(company, '2B')).displayName).toBe('John Smith')
  })

  test('who differ for people and not for AD (accents, case) are told apart too', async () => {
    const company = await contoso('ad')
    const names = ['José Núñez', 'Jose Nunez', 'JOSE NUNEZ']

    const plan = await runSteps(
      company,
      account,
      names.map((name, at) => called(name, `${at}X`)),
    )

    expect(added(plan).map((change) => attributeOf(change, 'cn'))).toEqual([
      'José Núñez',
      'Jose Nunez (2)',
      'JOSE NUNEZ (3)',
    ])
    expect(added(plan).map((change) => attributeOf(change, 'displayName'))).toEqual(names)
    expect(new Set(added(plan).map((change) => attributeOf(change, 'sAMAccountName'))).size).toBe(3)
  })
})

describe('a batch of five hundred', () => {
  const given = ['Wei', 'Ana', 'John', 'Olga', 'Ahmed', 'Mary', 'José', 'Ingrid', 'Yuki', 'Li']
  const family = ['Wang', 'Smith', 'García', 'Müller', 'Nowak', 'Li', 'Ivanova', 'Kim', 'Silva', 'O’Brien']
  const people = Array.from({ length: 500 }, (_, at): Person => {
    const [givenName = '', surname = ''] = [given[(at * 7) % 10], family[Math.floor(at / 13) % 10]]
    return { ...adele, employeeId: `N${at}`, givenName, surname }
  })

  const distinct = (all: readonly PlannedChange[], attribute: string): number =>
    new Set(all.map((change) => attributeOf(change, attribute).toLowerCase())).size

  test('has five hundred user names, addresses and places in the OU, in the order of the input', async () => {
    const company = await contoso('ad')

    const plan = value(await planWith(company, account, people))

    const all = added(plan)
    expect(all).toHaveLength(500)
    for (const attribute of ['sAMAccountName', 'userPrincipalName', 'mail', 'cn'])
      expect(distinct(all, attribute), attribute).toBe(500)
    for (const change of all) expect(attributeOf(change, 'sAMAccountName')).toMatch(/^[a-z0-9.'-]{1,20}$/)
    expect(plan.people.map(({ key }) => key)).toEqual(people.map(({ employeeId }) => employeeId))
  })

  test('has as many addresses in the cloud', async () => {
    const company = await contoso('cloud')

    const all = added(value(await planWith(company, '- entra.account: {}', people)))

    expect([distinct(all, 'userPrincipalName'), distinct(all, 'mailNickname')]).toEqual([500, 500])
  })
})

test('reading ahead for a batch leaves no trace: one of two is planned as if alone', async () => {
  const company = await contoso('hybrid')
  const alone = value(await planWith(company, onboard, [adele]))
  const both = value(await planWith(company, onboard, [adele, called('Alex Wilber', '00102')]))

  expect(both.changes.filter(({ person }) => person === adele.employeeId)).toEqual(alone.changes)
  expect(both.people[0]).toEqual(alone.people[0])
  expect(both.reads).toEqual(expect.arrayContaining([...alone.reads]))
})

test('somebody who moves away makes room for the next in the batch', async () => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '3C', name: 'John Smith', department: 'Sales', username: 'other' })
  const steps = '- ad.account: { ou: "${{ roles.ou }}" }'

  const plan = await runSteps(company, steps, [
    { ...called('John Smith', '3C'), department: 'HR' },
    called('John Smith', '1A'),
  ])

  expect(rdnValue((await entryOf(company, '1A')).dn)).toBe('John Smith')
  expect(plan.changes).toHaveLength(2)
})
