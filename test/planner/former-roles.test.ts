import { describe, expect, test } from 'vitest'
import type { Person } from '../../src/model/person.ts'
import { runSteps } from '../support/apply-to.ts'
import { value } from '../support/checked.ts'
import { type Contoso, contoso } from '../support/contoso.ts'
import { adGroupsOf } from '../support/look-up.ts'
import { adele, houseOf, planWith } from '../support/plan-with.ts'

const roles = houseOf(`
everyone: { groups: [All Staff] }
department:
  Sales: { groups: [Sales, VPN] }
  HR: { groups: [HR, vpn], without: { groups: [All Staff] } }
country:
  GB: { groups: [CRM Users] }
  IE: {}
`)
const groups = '- ad.groups: { add: "${{ roles.groups }}", remove: "${{ roles.former.groups }}" }'

const withGroups = async (department: string, country: string, ...names: readonly string[]): Promise<Contoso> => {
  const company = await contoso('ad')
  const attributes = { department, c: country }
  const id = await company.hire({ employeeId: '01024', name: 'Adele Vance', attributes })
  for (const name of names) {
    const group = await company.ad.byDn(`CN=${name},OU=Groups,${company.base}`, [])
    await company.ad.addMember(group?.id ?? '', id)
  }
  return company
}

const removed = async (company: Contoso, person: Person): Promise<readonly string[]> => {
  const plan = value(await planWith(company, groups, [person], { house: roles }))
  return plan.changes.filter(({ kind }) => kind === 'ad.member.remove').map(({ summary }) => summary)
}

describe('what somebody loses by changing departments', () => {
  test('is what the old one gave and the new one does not, in whatever spelling', async () => {
    const company = await withGroups('Sales', 'GB', 'All Staff', 'Sales', 'VPN', 'CRM Users', 'CRM Admins')

    expect(await removed(company, { ...adele, department: 'HR' })).toEqual([
      'remove Adele Vance from All Staff (was for everyone)',
      'remove Adele Vance from Sales (was from department Sales)',
    ])
  })

  test('may come from another field that the account carries', async () => {
    const company = await withGroups('Sales', 'GB', 'Sales', 'CRM Users')

    expect(await removed(company, { ...adele, country: 'IE' })).toEqual([
      'remove Adele Vance from CRM Users (was from country GB)',
    ])
  })

  test.each(['Sails', ''])('is nothing where the old one (%j) is in no role', async (department) => {
    const company = await withGroups(department || 'HR', 'GB', 'Sales', 'VPN')
    if (department === '')
      await company.ad.modify(company.idOf('01024'), [{ op: 'replace', attribute: 'department', values: [] }])

    expect(await removed(company, { ...adele, department: 'HR' })).toEqual([])
  })

  test('is nothing for a new account, and nothing in other steps of the same run', async () => {
    const company = await contoso('ad')

    await runSteps(
      company,
      `- ad.account: { ou: OU=Staff, attributes: { department: "\${{ person.department }}" } }\n${groups}`,
    )

    expect(await adGroupsOf(company, '01024')).toEqual(['All Staff', 'CRM Users', 'Sales'])
  })
})
