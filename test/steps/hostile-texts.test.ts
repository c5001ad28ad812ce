import { describe, expect, test } from 'vitest'
import type { Person } from '../../src/model/person.ts'
import { runSteps } from '../support/apply-to.ts'
import { contoso } from '../support/contoso.ts'
import { type HostileRow, hostileRows } from '../support/hostile-rows.ts'
import { entryOf, userOf } from '../support/look-up.ts'
import { readText } from '../support/read-inputs.ts'

const KINDS = ['ldap-filter', 'ldap-dn', 'odata-filter', 'template', 'shell', 'csv-formula', 'graph-path', 'id', 'mail']

/** Texts of the corpus that HR may send, each as the title, the office and the name of somebody, in the form in which the feed takes them. */
const peopleOf = (rows: readonly HostileRow[]): readonly Person[] =>
  rows.flatMap((row, index) => {
    const person = {
      employeeId: `7${String(index).padStart(4, '0')}`,
      givenName: row.value.slice(0, 30),
      surname: `Vance ${String.fromCharCode(65 + (index % 26), 65 + Math.floor(index / 26))}`,
      title: row.value,
      office: row.value,
    }
    const read = readText('hostile.yaml', JSON.stringify({ people: [person] }))
    return read.ok ? read.value.people.map((record) => record.person) : []
  })

const people = peopleOf(
  KINDS.flatMap(hostileRows).filter(({ value, expect: wanted }) => wanted !== 'reject' && value !== ''),
)

describe('hostile texts from HR', () => {
  test('are more than a hundred that get past the feed, blanks at the edges among them', () => {
    expect(people.length).toBeGreaterThan(100)
    expect(people.filter(({ title = '' }) => title !== title.trim()).length).toBeGreaterThan(2)
  })

  test('are in the plan and in Active Directory to the letter', async () => {
    const company = await contoso('ad')
    const steps = `- ad.account:
    ou: OU=Staff
    attributes: { title: "\${{ person.title }}", physicalDeliveryOfficeName: "\${{ person.office }}" }`

    const plan = await runSteps(company, steps, people)
    const again = await runSteps(company, steps, people)

    const added = new Map(plan.changes.map(({ person, after }) => [person, after]))
    for (const { employeeId, title, office, givenName } of people) {
      expect(added.get(employeeId)).toMatchObject({ title: [title], physicalDeliveryOfficeName: [office] })
      const entry = await entryOf(company, employeeId, ['title', 'physicalDeliveryOfficeName', 'givenName'])
      expect(entry.attributes).toEqual({ title: [title], physicalDeliveryOfficeName: [office], givenName: [givenName] })
    }
    expect(again.changes).toEqual([])
  })

  test('change an account that is there to the letter', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })
    const values = people.map(({ title = '' }) => title)

    for (const value of values.slice(0, 40)) {
      await runSteps(company, '- ad.attributes: { info: "${{ person.title }}" }', [
        { employeeId: '01024', givenName: 'Adele', title: value },
      ])
      expect((await entryOf(company, '01024', ['info'])).attributes).toEqual({ info: [value] })
    }
  })

  test('are in the plan and in Entra to the letter', async () => {
    const company = await contoso('cloud')
    const steps = `- entra.account:
    attributes: { jobTitle: "\${{ person.title }}", officeLocation: "\${{ person.office }}" }`

    const plan = await runSteps(company, steps, people)
    const again = await runSteps(company, steps, people)

    const added = new Map(plan.changes.map(({ person, after }) => [person, after]))
    for (const { employeeId, title, office } of people) {
      expect(added.get(employeeId)).toMatchObject({ jobTitle: title, officeLocation: office })
      expect((await userOf(company, employeeId)).properties).toMatchObject({ jobTitle: title, officeLocation: office })
    }
    expect(again.changes).toEqual([])
  })

  test('reach nobody else: the accounts of colleagues are as they were', async () => {
    const company = await contoso('ad')
    const names = ['cn', 'displayName', 'title', 'memberOf', 'userAccountControl', 'department', 'mail']
    const before = [await entryOf(company, '00101', names), await entryOf(company, '00102', names)]

    await runSteps(company, '- ad.account: { ou: OU=Staff, attributes: { title: "${{ person.title }}" } }', people)

    expect([await entryOf(company, '00101', names), await entryOf(company, '00102', names)]).toEqual(before)
  })
})
