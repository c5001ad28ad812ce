import { describe, expect, test } from 'vitest'
import type { EntraProperties } from '../../../src/model/entra-objects.ts'
import type { Mode } from '../../../src/model/glossary.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { userOf } from '../../support/look-up.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const withAdele = async (properties: EntraProperties = {}, mode: Mode = 'cloud'): Promise<Contoso> => {
  const company = await contoso(mode)
  await company.hire({ employeeId: '01024', name: 'Adele Vance', properties })
  return company
}

test('only what differs is written, once', async () => {
  const company = await withAdele({ jobTitle: 'Account Executive', city: 'Leeds' })
  const steps = '- entra.attributes: { jobTitle: "${{ person.title }}", city: London, businessPhones: ["+1 2"] }'

  const plan = await runSteps(company, steps)

  expect(plan.changes.map(({ before, after }) => ({ before, after }))).toEqual([
    { before: { city: 'Leeds', businessPhones: [] }, after: { city: 'London', businessPhones: ['+1 2'] } },
  ])
  expect(plan.people[0]?.holds).toBe(1)
  expect(await plannedBy(company, steps)).toEqual([])
})

test.each(['""', 'null', '" "', '[]'])('%s clears a property', async (empty) => {
  const company = await withAdele({ city: 'Leeds', otherMails: ['a@b.example'] })
  const steps = `- entra.attributes: { city: ${empty}, otherMails: ${empty} }`

  const plan = await runSteps(company, steps)

  expect(plan.changes[0]?.after).toEqual({ city: null, otherMails: [] })
  expect(await plannedBy(company, steps)).toEqual([])
})

test('what Entra does not let anybody empty stays as it is', async () => {
  const company = await withAdele({ usageLocation: 'GB' })

  expect(
    await plannedBy(company, '- entra.attributes: { usageLocation: "", displayName: "", mailNickname: "" }'),
  ).toEqual([])
})

test('a country of use is written in capitals', async () => {
  const company = await withAdele({ usageLocation: 'GB' })

  expect(await plannedBy(company, '- entra.attributes: { usageLocation: gb }')).toEqual([])
})

test('a day and the moment that Graph makes of it are the same', async () => {
  const company = await withAdele({ employeeHireDate: '2026-12-01T00:00:00Z' })

  expect(await plannedBy(company, '- entra.attributes: { employeeHireDate: "2026-12-01" }')).toEqual([])
  await runSteps(company, '- entra.attributes: { employeeHireDate: "2026-12-02T01:00:00+01:00" }')
  expect((await userOf(company, '01024')).properties['employeeHireDate']).toBe('2026-12-02T00:00:00Z')
})

test('the order of several values means nothing', async () => {
  const company = await withAdele({ otherMails: ['b@b.example', 'a@b.example'] })

  expect(await plannedBy(company, '- entra.attributes: { otherMails: [a@b.example, b@b.example] }')).toEqual([])
})

describe('of an account from Active Directory', () => {
  test('the country of use is the cloud’s to write', async () => {
    const company = await withAdele({ usageLocation: null }, 'hybrid')

    await runSteps(company, '- entra.attributes: { usageLocation: "${{ person.country }}", ageGroup: Adult }')

    expect((await userOf(company, '01024')).properties).toMatchObject({ usageLocation: 'GB', ageGroup: 'Adult' })
  })

  test('nothing else is written in the cloud, and what holds is no finding', async () => {
    const company = await withAdele({}, 'hybrid')

    const plan = await planWith(
      company,
      '- entra.attributes: { jobTitle: Clerk, city: London, department: Sales, usageLocation: IE }',
    )

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/mastered-in-ad'])
    expect(messages(plan)[0]).toContain('jobTitle, city of adele.vance@contoso.com comes from Active Directory')
  })
})

describe('a value that Graph would refuse', () => {
  test.each([
    ['jobTitel: Clerk', 'Did you mean "jobTitle"?'],
    ['passwordPolicies: None', '"passwordPolicies" is no property of a user that a playbook may write'],
    ['employeeId: "1"', '"employeeId" is no property'],
    ['passwordProfile: x', '"passwordProfile" is no property'],
    ['constructor: x', '"constructor" cannot be a key'],
    ['toString: x', '"toString" is no property'],
    [`department: ${'x'.repeat(65)}`, 'department holds at most 64 characters, this has 65'],
    ['businessPhones: ["+1 2", "+1 3"]', 'businessPhones holds at most 1 value, this has 2'],
    ['city: [London, Leeds]', 'city holds at most 1 value, this has 2'],
    ['employeeHireDate: soon', 'employeeHireDate is a date'],
  ])('is found before anything runs: { %s }', async (properties, why) => {
    await expect(
      withAdele().then((company) => planWith(company, `- entra.attributes: { ${properties} }`)),
    ).rejects.toThrow(why)
  })

  test('is found when it comes from the input', async () => {
    const company = await withAdele()
    const long = { ...adele, title: 'x'.repeat(100) }

    expect(
      findings(await planWith(company, '- entra.attributes: { department: "${{ person.title }}" }', [long])),
    ).toEqual(['test.yaml:3:42 playbook/wrong-value'])
  })
})

test('somebody without an account is a finding', async () => {
  const company = await contoso('cloud')

  expect(findings(await planWith(company, '- entra.attributes: { city: London }'))).toEqual([
    'test.yaml:3:5 plan/no-account',
  ])
})
