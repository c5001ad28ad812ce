import { describe, expect, test } from 'vitest'
import type { AdModification } from '../../../src/ports/ad.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { entryOf } from '../../support/look-up.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const withAdele = async (attributes: { readonly [name: string]: string } = {}): Promise<Contoso> => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance', attributes })
  return company
}

const setValues = async ({ ad, idOf }: Contoso, attribute: string, values: readonly string[]): Promise<void> => {
  const modification: AdModification = { op: 'replace', attribute, values }
  await ad.modify(idOf('01024'), [modification])
}

test('only what differs is written, all of it in one modify', async () => {
  const company = await withAdele({ title: 'Account Executive', company: 'Fabrikam' })
  const steps = '- ad.attributes: { title: "${{ person.title }}", company: Contoso, l: London }'

  const plan = await runSteps(company, steps)

  expect(plan.changes.map(({ before, after }) => ({ before, after }))).toEqual([
    { before: { company: ['Fabrikam'], l: [] }, after: { company: ['Contoso'], l: ['London'] } },
  ])
  expect(plan.people[0]?.holds).toBe(1)
  expect(await plannedBy(company, steps)).toEqual([])
})

test('nothing is planned where everything holds already', async () => {
  const company = await withAdele({ title: 'Account Executive' })

  const plan = value(await planWith(company, '- ad.attributes: { title: "${{ person.title }}" }'))

  expect([plan.changes, plan.people[0]?.holds]).toEqual([[], 1])
})

test.each(['""', 'null', '"   "', '[]', '[""]', '"${{ person.ticket }}"'])('%s clears an attribute', async (empty) => {
  const company = await withAdele({ description: 'Left for a year' })

  await runSteps(company, `- ad.attributes: { description: ${empty} }`)

  expect((await entryOf(company, '01024', ['description'])).attributes).toEqual({})
})

test('letter case counts, except in addresses and user names', async () => {
  const company = await withAdele({ title: 'account executive' })

  expect(await plannedBy(company, '- ad.attributes: { mail: Adele.Vance@Contoso.com }')).toEqual([])
  await runSteps(company, '- ad.attributes: { title: "${{ person.title }}" }')
  expect((await entryOf(company, '01024', ['title'])).attributes).toEqual({ title: ['Account Executive'] })
})

describe('several values', () => {
  test('are a set: their order and repetition mean nothing', async () => {
    const company = await withAdele()
    await setValues(company, 'otherTelephone', ['+1 2', '+1 3'])

    expect(await plannedBy(company, '- ad.attributes: { otherTelephone: ["+1 3", "+1 2", "+1 3"] }')).toEqual([])
  })

  test('change by those that differ', async () => {
    const company = await withAdele()
    await setValues(company, 'otherTelephone', ['+1 3', '+1 2'])
    const steps = '- ad.attributes: { otherTelephone: ["+1 4", "+1 3"] }'

    const plan = await runSteps(company, steps)

    expect(plan.changes[0]).toMatchObject({
      before: { otherTelephone: ['+1 2', '+1 3'] },
      after: { otherTelephone: ['+1 4', '+1 3'] },
    })
    expect(await plannedBy(company, steps)).toEqual([])
  })

  test('of proxyAddresses tell the address to answer to from the others by letter case', async () => {
    const company = await withAdele()
    await setValues(company, 'proxyAddresses', ['SMTP:a@contoso.com', 'smtp:b@contoso.com'])
    const steps = '- ad.attributes: { proxyAddresses: ["smtp:a@contoso.com", "SMTP:b@contoso.com"] }'

    await runSteps(company, steps)

    const { attributes } = await entryOf(company, '01024', ['proxyAddresses'])
    expect([...(attributes['proxyAddresses'] ?? [])].sort()).toEqual(['SMTP:b@contoso.com', 'smtp:a@contoso.com'])
  })
})

test('yes, no and numbers are written as AD spells them', async () => {
  const company = await withAdele()

  await runSteps(company, '- ad.attributes: { msExchHideFromAddressLists: true, countryCode: 826 }')

  expect((await entryOf(company, '01024', ['msExchHideFromAddressLists', 'countryCode'])).attributes).toEqual({
    msExchHideFromAddressLists: ['TRUE'],
    countryCode: ['826'],
  })
})

describe('values that AD would refuse', () => {
  const long = 'x'.repeat(65)

  test.each([
    [`department: ${long}`, 'department holds at most 64 characters, this has 65'],
    [`Department: ${long}`, 'Department holds at most 64 characters, this has 65'],
    ['title: [Clerk, Manager]', 'title holds one value, this has 2'],
    ['title: Clerk, Title: Manager', 'Title is given twice'],
  ])('are found before anything runs: { %s }', async (attributes, why) => {
    await expect(
      withAdele().then((company) => planWith(company, `- ad.attributes: { ${attributes} }`)),
    ).rejects.toThrow(why)
  })

  test('are found when they come from the input', async () => {
    const company = await withAdele()

    const plan = await planWith(company, '- ad.attributes: { department: "${{ person.title }}" }', [
      { ...adele, title: 'x'.repeat(100) },
    ])

    expect(findings(plan)).toEqual(['test.yaml:3:39 playbook/wrong-value'])
    expect(messages(plan)[0]).toContain('department holds at most 64 characters, this has 100')
  })
})

test('the other attributes are still compared where the manager is unknown', async () => {
  const company = await withAdele()

  const plan = await planWith(company, '- ad.attributes: { manager: "12345", assistant: "54321", title: Clerk }')

  expect(messages(plan).map((message) => message.split('.')[0])).toEqual([
    'manager: no account has "12345"',
    'assistant: no account has "54321"',
  ])
})

test('somebody without an account is a finding, with the place of the step', async () => {
  const company = await contoso('ad')

  const plan = await planWith(company, '- ad.attributes: { title: Clerk }')

  expect(findings(plan)).toEqual(['test.yaml:3:5 plan/no-account'])
})
