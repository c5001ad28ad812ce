import { describe, expect, test } from 'vitest'
import type { AttributeValues } from '../../../src/model/ad-entry.ts'
import type { Person } from '../../../src/model/person.ts'
import { applyTo } from '../../support/apply-to.ts'
import { value } from '../../support/checked.ts'
import { type Colleague, type Contoso, contoso } from '../../support/contoso.ts'
import { planWith } from '../../support/plan-with.ts'

const RENAME = '- ad.rename: {}'
const anna: Colleague = { employeeId: '00123', name: 'Anna Nowak', username: 'anna.nowak' }
const married: Person = { employeeId: '00123', givenName: 'Anna', surname: 'Kowalska' }

const withAnna = async (more: Partial<Colleague> = {}): Promise<Contoso> => {
  const company = await contoso('ad')
  await company.hire({ ...anna, ...more })
  return company
}

const renamed = async (company: Contoso, steps = RENAME, person = married): Promise<readonly string[]> => {
  const plan = value(await planWith(company, steps, [person]))
  await applyTo(company, plan)
  return plan.changes.map(({ kind }) => kind)
}

const read = async (company: Contoso, attribute: string): Promise<AttributeValues> => {
  const entry = await company.readers.ad?.byId(company.idOf('00123'), [attribute])
  return attribute === 'dn' ? [entry?.dn ?? ''] : (entry?.attributes[attribute] ?? [])
}

describe('ad.rename', () => {
  test('gives every name of the person, keeps the old address as an alias, and finds nothing to do after that', async () => {
    const company = await withAnna()

    expect(await renamed(company)).toEqual(['ad.entry.modify', 'ad.entry.move'])

    expect(await read(company, 'displayName')).toEqual(['Anna Kowalska'])
    expect(await read(company, 'userPrincipalName')).toEqual(['anna.kowalska@contoso.com'])
    expect(await read(company, 'mail')).toEqual(['anna.kowalska@contoso.com'])
    expect((await read(company, 'proxyAddresses')).toSorted()).toEqual([
      'SMTP:anna.kowalska@contoso.com',
      'smtp:anna.nowak@contoso.com',
    ])
    expect(await read(company, 'sAMAccountName')).toEqual(['anna.nowak'])
    expect((await read(company, 'dn'))[0]).toMatch(/^CN=Anna Kowalska,OU=Sales,/)
    expect(await renamed(company)).toEqual([])
  })

  test('turns the first address into an alias and keeps those that there were', async () => {
    const company = await withAnna()
    const values = ['SMTP:anna.nowak@contoso.com', 'smtp:anna@contoso.com', 'x500:/o=Contoso/cn=anna']
    await company.ad.modify(company.idOf('00123'), [{ op: 'replace', attribute: 'proxyAddresses', values }])

    await renamed(company)

    expect((await read(company, 'proxyAddresses')).toSorted()).toEqual([
      'SMTP:anna.kowalska@contoso.com',
      'smtp:anna.nowak@contoso.com',
      'smtp:anna@contoso.com',
      'x500:/o=Contoso/cn=anna',
    ])
  })

  test('takes the next name where somebody else has the first, and keeps it the next time', async () => {
    const company = await withAnna()
    await company.hire({ employeeId: '00200', name: 'Anna Kowalska', department: 'HR' })

    await renamed(company)

    expect(await read(company, 'userPrincipalName')).toEqual(['akowalska@contoso.com'])
    expect(await renamed(company)).toEqual([])
  })

  test('leaves addresses and user name where they are to stay, and changes both where they are not', async () => {
    const company = await withAnna()
    await renamed(company, '- ad.rename: { addresses: keep, username: new }')

    expect(await read(company, 'userPrincipalName')).toEqual(['anna.nowak@contoso.com'])
    expect(await read(company, 'sAMAccountName')).toEqual(['anna.kowalska'])
  })
})
