import { describe, expect, test } from 'vitest'
import { isEnabled } from '../../../src/model/ad-entry.ts'
import { equals } from '../../../src/model/ad-query.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { adGroupsOf, entryOf } from '../../support/look-up.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

/** Deleted two days after it was made. */
const undone = { whenCreated: ['20260101080000.0Z'], whenChanged: ['20260103080000.0Z'] }

const account = '- id: account\n  ad.account: { ou: "OU=HR,OU=Staff", enabled: true, password: generated }'
const back = account.replace('generated }', 'generated, restore: true }')

/** A leaver whose account has lain in the recycle bin for a while. */
const deletedAdele = async (attributes: { readonly [name: string]: string } = {}): Promise<Contoso> => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance', enabled: false, attributes })
  const sales = await company.ad.byDn(`CN=Sales,OU=Groups,${company.base}`, [])
  await company.ad.addMember(sales?.id ?? '', company.idOf('01024'))
  await company.ad.delete(company.idOf('01024'))
  return company
}

const holders = async ({ ad }: Contoso): Promise<number> =>
  (await ad.search({ scope: 'sub', filter: equals('employeeID', '01024'), attributes: [] })).length

describe('somebody who comes back', () => {
  test('gets the disabled account again: moved, without its end, with a new password and enabled', async () => {
    const company = await contoso('ad')
    const hired = { employeeId: '01024', name: 'Adele Vance', enabled: false, ou: 'OU=Staff' }
    const id = await company.hire({ ...hired, attributes: { accountExpires: '132223104000000000' } })

    const plan = await runSteps(company, account)

    expect(plan.changes.map(({ summary, needs }) => [summary, needs.length])).toEqual([
      [`move account Adele Vance to OU=HR,OU=Staff,${company.base}`, 0],
      ['let account Adele Vance never expire', 0],
      ['set a generated password for Adele Vance', 0],
      ['enable account Adele Vance', 1],
    ])
    const entry = await entryOf(company, '01024', ['userAccountControl', 'pwdLastSet'])
    expect([entry.id, isEnabled(entry), entry.attributes['pwdLastSet']]).toEqual([id, true, ['0']])
    expect(await holders(company)).toBe(1)
    expect(await plannedBy(company, account)).toEqual([])
  })

  test('keeps an end that is still to come, and the password where none is asked for', async () => {
    const company = await contoso('ad')
    const ends = { accountExpires: '159017407990000000' }
    await company.hire({ employeeId: '01024', name: 'Adele Vance', department: 'HR', enabled: false, attributes: ends })

    expect(await plannedBy(company, '- ad.account: { ou: "OU=HR,OU=Staff", enabled: true }')).toEqual([
      'enable account Adele Vance',
    ])
  })

  test('and whose account is enabled keeps the password', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '01024', name: 'Adele Vance', department: 'HR' })

    expect(await plannedBy(company, account)).toEqual([])
  })

  test('hands the new password on', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '01024', name: 'Adele Vance', department: 'HR', enabled: false })
    const steps = `${account}\n- handover.secret: { secret: "\${{ steps.account.password }}", to: { folder: handover } }`

    const plan = value(await planWith(company, steps))

    expect(plan.changes.map(({ kind }) => kind)).toContain('handover.secret.give')
  })

  test('never gets a second account while the first lies in the recycle bin', async () => {
    const company = await deletedAdele()

    const plan = await planWith(company, account)

    expect(findings(plan)).toEqual(['test.yaml:4:5 plan/account-in-recycle-bin'])
    expect(messages(plan)[0]).toContain('rehire')
  })

  test('gets the deleted account back in one go where the playbook says so', async () => {
    const company = await deletedAdele()

    const plan = await runSteps(company, back)

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      `restore the deleted account Adele Vance to OU=HR,OU=Staff,${company.base}`,
      'set a generated password for Adele Vance',
      'enable account Adele Vance',
    ])
    const restored = plan.changes[0]?.id ?? ''
    expect(plan.changes.slice(1).every(({ needs }) => needs.includes(restored))).toBe(true)
    const entry = await entryOf(company, '01024', ['userAccountControl'])
    expect([entry.id, entry.dn, isEnabled(entry)]).toEqual([
      company.idOf('01024'),
      `CN=Adele Vance,OU=HR,OU=Staff,${company.base}`,
      true,
    ])
    expect(await adGroupsOf(company, '01024')).toEqual(['Sales'])
    expect(await plannedBy(company, back)).toEqual([])
  })

  test('gets a new account where restore is set and there is nothing to restore', async () => {
    const company = await contoso('ad')

    expect((await plannedBy(company, back))[0]).toBe('create account adele.vance')
  })

  test('gets no second account where somebody has used the first for a few days alone', async () => {
    const company = await contoso('ad')
    await company.ad.delete(await company.hire({ employeeId: '01024', name: 'Adele Vance' }))
    const used = { ...undone, pwdLastSet: ['134117856000000000'] }
    const ad = withTimes(company, used)

    const plan = await planWith({ ...company, readers: { ...company.readers, ad } }, account)

    expect(findings(plan)).toEqual(['test.yaml:4:5 plan/account-in-recycle-bin'])
  })

  test('gets a new account where the old one was taken back within days, as an undone onboarding is', async () => {
    const company = await contoso('ad')
    const id = await company.hire({ employeeId: '01024', name: 'Adele Vance' })
    await company.ad.delete(id)
    const times = { ...undone, pwdLastSet: ['0'] }
    const ad = withTimes(company, times)

    expect((await plannedBy({ ...company, readers: { ...company.readers, ad } }, account))[0]).toBe(
      'create account adele.vance',
    )
  })
})

/** The company with times for its deleted objects, which only a server keeps. */
const withTimes = ({ ad }: Contoso, times: { readonly [name: string]: readonly string[] }): Contoso['ad'] => ({
  ...ad,
  deleted: async (query) =>
    (await ad.deleted(query)).map((entry) => ({ ...entry, attributes: { ...entry.attributes, ...times } })),
})

describe('a name of somebody who has left', () => {
  const namesake = { ...adele, employeeId: '01999' }
  const day = (year: number) => ({ whenCreated: ['20150101080000.0Z'], whenChanged: [`${year}0601080000.0Z`] })
  const plannedFor = async (company: Contoso, times: { readonly [name: string]: readonly string[] }) =>
    value(
      await planWith({ ...company, readers: { ...company.readers, ad: withTimes(company, times) } }, account, [
        namesake,
      ]),
    )

  test('is not given again within a year, and the plan says whose it was', async () => {
    const company = await deletedAdele()
    const year = new Date(company.clock.now()).getUTCFullYear()

    const plan = await plannedFor(company, day(year))

    expect(plan.changes[0]?.summary).toBe('create account avance')
    expect(plan.people[0]?.notes).toEqual([
      `adele.vance was the name of Adele Vance, deleted on ${year}-06-01, and is not given again within 365 days`,
    ])
  })

  test('may be given again after a year', async () => {
    const company = await deletedAdele()
    const year = new Date(company.clock.now()).getUTCFullYear() - 2

    expect((await plannedFor(company, day(year))).changes[0]?.summary).toBe('create account adele.vance')
  })

  test('is taken as long as the account is there, disabled or not', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '01024', name: 'Adele Vance', enabled: false })

    expect((await plannedBy(company, account, [namesake]))[0]).toBe('create account avance')
  })

  test('may be given again where the account was taken back within days', async () => {
    const company = await deletedAdele()
    const times = { ...undone, pwdLastSet: ['0'] }

    expect((await plannedFor(company, times)).changes[0]?.summary).toBe('create account adele.vance')
  })
})
